// Classes on which an answer rests and whose words are not known: filled by programs, maps, files that are missing or in formats of their own.

import type { ClassMembers, MailConfig } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { classesIn, expandWord, sources, writtenWords } from "./classes.ts";
import { ownNames } from "./own-name.ts";
import type { Unknown } from "./policy.ts";
import { HARMLESS_CLASSES, LIBRARY_CLASSES, MODELLED_CLASSES } from "./understood.ts";

/** A format with macros, or with another conversion than into words: characters (`%3c` keeps some of the line above) and numbers. */
const UNFOLLOWED_FORMAT = /\$|%(?!%|\*?\d*[hlLq]*[s[])(?<!%%)/;

/** Conversions that give a text. sendmail has room for one: with two of them it reads where nothing is, and may crash. */
const GIVING = /%(?:%|\d*[hlLq]*[a-zA-Z[])/g;

function givesSeveral(format: string): boolean {
  return [...format.matchAll(GIVING)].filter(([text]) => text !== "%%").length > 1;
}

/** Characters of a line that sendmail keeps for sure (2047, with what the macros in it come to). */
const LONGEST = 1900;

function lengthOf(words: readonly { readonly text: string }[]): number {
  return words.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/** What is not understood of the classes. */
export function unknownClasses(site: MailSite, config: MailConfig): Unknown[] {
  const unknown: Unknown[] = [];
  const add = (text: string, span: Unknown["span"]) => unknown.push({ text, span, may: "anything" });
  const names = ownNames(config, undefined);
  for (const { className, span, line } of config.classes) {
    const own = /^\w{2,}$/.test(className) && !LIBRARY_CLASSES.has(className);
    if (MODELLED_CLASSES.has(className) || HARMLESS_CLASSES.has(className) || own) continue;
    if (line === undefined && className === "A") continue;
    add(`Class ${className}, which sendmail's own rules look into, is changed.`, span);
  }
  const seen = new Set<ClassMembers>();
  for (const name of MODELLED_CLASSES)
    for (const members of sources({ config }, name)) {
      if (seen.has(members)) continue;
      seen.add(members);
      const { how, span, className } = members;
      if (members.by !== "C" && members.call?.args.some(({ text }) => /\n(?![ \t])./.test(text)))
        add(`The words of class ${className} have a line end in them: what follows is another line of the .cf.`, span);
      if (how.kind === "program" || how.kind === "map")
        add(`Class ${className} is filled by a ${how.kind}: its words are not in a file here.`, span);
      if (how.kind === "words" && lengthOf(how.words) > LONGEST)
        add(`The line of class ${className} is so long that sendmail cuts it.`, span);
      if (how.kind === "file") {
        if (UNFOLLOWED_FORMAT.test(how.format ?? "") || givesSeveral(how.format ?? ""))
          add(`Class ${className} is read by the format ${how.format}, which is not followed.`, span);
        if (/[$@:"\\]/.test(how.path.text)) add(`Class ${className} is read from a place that is not followed.`, span);
      }
      for (const { text, exact } of writtenWords(members)) {
        const odd = text.replace(/\$=(?:\{\w+\}|\w)/g, "");
        const copies = classesIn(text);
        if (copies.length > 0 ? odd !== "" : expandWord({ config, names }, members, text) === undefined)
          add(`The word ${text} of class ${className} has macros whose value is not known.`, exact ?? span);
      }
    }
  for (const missing of site.missing) {
    const name = missing.className ?? "";
    if (missing.kind === "class" && !missing.optional && MODELLED_CLASSES.has(name))
      add(`The file ${missing.path} was not found, so the words of class ${name} are not known.`, missing.span);
  }
  return unknown;
}
