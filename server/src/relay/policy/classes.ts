// The words of the classes that the checks look into, as sendmail reads them: macros filled in, other classes copied.

import type { Value } from "../../m4/types.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import type { ClassMembers, MailConfig } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { expandMacros, macrosBefore } from "./cf-macros.ts";
import { hostMacros, type OwnNames } from "./own-name.ts";
import type { ClassMember, ClassName, WordClass } from "./policy.ts";
import { MODELLED_CLASSES } from "./understood.ts";
import { wordClass } from "./word-class.ts";

export interface ClassContext {
  readonly site: MailSite;
  readonly config: MailConfig | undefined;
  readonly names: OwnNames;
}

/** A class with the words that it has by itself, those of the configuration, and those of its files. */
export function classOf(context: ClassContext, name: ClassName, first: readonly ClassMember[] = []): WordClass {
  const words = [...first];
  const names = new Set([name as string]);
  for (const members of sources(context, name)) {
    names.add(members.className);
    for (const { text, exact } of writtenWords(members)) {
      const copied = classesIn(text);
      for (const other of copied) names.add(other);
      const span = exact ?? members.span;
      // While the .cf is read class w has what sendmail takes from the host, and class m nothing (seen with sendmail -bt).
      if (copied.includes("w")) words.push(...["localhost", context.names.host].map((word) => ({ word, span })));
      if (copied.length > 0) continue;
      for (const word of expandWord(context, members, text) ?? []) words.push({ word, span });
    }
  }
  const { mc, cf } = context.site;
  // Of a .cf by itself the words of its lines; those of its files come from the tables.
  if (mc === undefined && cf !== undefined) words.push(...(cf.config.classes.get(name)?.members.values() ?? []));
  const files = context.site
    .tablesOf("class")
    .filter((file) => names.has(file.className ?? "") && (file.named || context.site.mc === undefined));
  return wordClass(words, files);
}

/** The words that one source of a class gives, macros and copies as they are written. */
export function writtenWords({ how, line }: ClassMembers): readonly Value[] {
  if (how.kind !== "words") return [];
  if (line === undefined || !line.text.includes("$?")) return how.words;
  // The branches of a condition may have spaces in them.
  const start = /^.(?:\{[^}]*\}|.)\s*/.exec(line.text)?.[0].length ?? 0;
  return [{ ...valueIn(line, start, line.text.length), text: how.words.map(({ text }) => text).join(" ") }];
}

/** What a word comes to when sendmail reads it; undefined where that is not known. */
export function expandWord(
  { config, names }: Pick<ClassContext, "config" | "names">,
  { line }: ClassMembers,
  text: string,
): readonly string[] | undefined {
  if (!text.includes("$")) return [text];
  const macros = hostMacros(names.host);
  // Above the V line `$w` is the whole name, and confDOMAIN_NAME has not set `$j` yet.
  if (line?.section === "stray") macros.set("w", names.host);
  else if (config?.option("confDOMAIN_NAME") !== undefined) macros.set("j", names.j.text);
  if (config !== undefined) for (const macro of macrosBefore(config, line)) macros.set(macro.name, macro.text);
  return expandMacros(text, (name) => macros.get(name))
    ?.split(/\s+/)
    .filter(Boolean);
}

/** What gives words to a class: its own members, and those of classes that it copies, as `CR$={VirtHost}` does. */
export function sources({ config }: Pick<ClassContext, "config">, name: string): ClassMembers[] {
  const all = config?.classes ?? [];
  // Lines of LOCAL_CONFIG come in their order, below all that the library writes.
  const lines = new Map(all.flatMap((one, i) => (one.by === "C" || one.by === "F" ? [[one, i]] : [])));
  const seen = new Set<string>();
  /** A class is copied where that is asked for, and so without the lines from `end` on. */
  const above = (className: string, end: number): ClassMembers[] => {
    const visit = `${className} ${end}`;
    if (seen.has(visit)) return [];
    seen.add(visit);
    const members = (config?.classMembers(className) ?? []).filter((one) => (lines.get(one) ?? -1) < end);
    return members.flatMap((one) => {
      const { how } = one;
      const at = lines.get(one) ?? 0;
      if (how.kind === "class") return above(how.className, at);
      const copied = how.kind === "words" ? how.words.flatMap(({ text }) => classesIn(text)) : [];
      return [one, ...copied.flatMap((other) => above(other, at))];
    });
  };
  return above(name, all.length);
}

const readBy = new WeakMap<MailConfig, ReadonlySet<string>>();

/** The classes whose words the policy of a configuration has, and those that are copied into them. */
export function classesRead(config: MailConfig | undefined): ReadonlySet<string> {
  if (config === undefined) return MODELLED_CLASSES;
  const known = readBy.get(config);
  if (known !== undefined) return known;
  const names = new Set(MODELLED_CLASSES);
  // A set gives what is put into it meanwhile, too.
  for (const name of names)
    for (const { how } of config.classMembers(name)) {
      if (how.kind === "class") names.add(how.className);
      if (how.kind === "words") for (const { text } of how.words) for (const other of classesIn(text)) names.add(other);
    }
  readBy.set(config, names);
  return names;
}

/** Classes whose words a word stands for: `$=w`, `$={VirtHost}`. */
export function classesIn(text: string): string[] {
  return [...text.matchAll(/\$=(?:\{(\w+)\}|(\w))/g)].map(([, long, short]) => long ?? short ?? "");
}
