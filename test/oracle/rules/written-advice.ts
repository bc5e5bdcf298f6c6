// What somebody writes who follows the words of a message to the letter, where they name it: a line, a setting, a word, or a line less.
import { catalog } from "../../../server/src/catalog/index.ts";
import type { Problem } from "../../../server/src/rules/types.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { textsOf } from "./follow-advice.ts";
import type { Texts } from "./mending.ts";
import type { RuleCase } from "./rule-cases.ts";

/** Messages whose words need a reader: what they name is a part of what is to be written, or a pattern of it. */
const FOR_READERS: Readonly<Record<string, string>> = {
  "access-skip-off": "an argument of a feature",
  "access-tag-off": "of several lines with one cause the first is reported",
  "access-unknown-action": "a key, and a feature in another file",
  "cf-uncalled-ruleset": "the ruleset is to be removed, not only its first line",
  "cf-unreachable-rule": "of several rules the first is shown",
  "dnsbl-answer-without-dot": "the dot after the answer ends no sentence",
  "m4-stray-text": "the finding covers the space after the word, too",
  "mc-access-db-tmpf": "a flag of a map",
  "mc-filter-list": "commas",
  "mc-missing-argument": "the name of the argument, for its value",
  "mc-missing-mailer": "two lines at the end of the file",
  "mc-missing-ostype": "a line near the top",
  "mc-refused-line": "a pattern",
  "mc-unknown-macro": "the finding covers the name only",
  "mc-uucp-order": "a line that is there already has to move",
  "mc-wrong-characters": "one of two signs",
  "mc-wrong-daemon": "the finding covers the value, and the message says the key, too",
  "mc-wrong-host": "two changes in two lines",
  "relay-based-on-mx": "a macro of the site's own brings it in",
  "relay-local-from": "a macro of the site's own brings it in",
  "relay-loose-check": "a macro of the site's own brings it in",
  "relay-mail-from": "a macro of the site's own brings it in",
  "relay-promiscuous": "a macro of the site's own brings it in",
};

/** A call with all its arguments in quotes. */
const CALL = String.raw`(?:define|[A-Z][A-Z_]+)\(\`[^()]*?'\)`;

export interface Written {
  /** What the message says. */
  readonly said: string;
  /** The files with that. */
  readonly now: Texts;
}

/** The files of a case, once for each thing that the message of its finding says to write or to remove. */
export function writtenAsSaid(site: MailSite, one: RuleCase, { span, message }: Problem): readonly Written[] {
  const document = site.document(span.source);
  if (document === undefined || Object.hasOwn(FOR_READERS, one.code)) return [];
  const texts = textsOf(one);
  const found: Written[] = [];
  const write = (said: string, start: number, end: number, text: string, uri = span.source) => {
    const old = texts[uri] ?? "";
    found.push({ said, now: { ...texts, [uri]: old.slice(0, start) + text + old.slice(end) } });
  };
  const words = message.replaceAll("\n", " ");
  const { line } = document.positionAt(span.start);
  const start = document.offsetAt({ line, character: 0 });
  const end = document.offsetAt({ line: line + 1, character: 0 });
  if (/\b(?:[Rr]emove|[Tt]ake) (?:the line|this line|it\b|this out)/.test(words))
    write("without the line", start, end, "");

  const mc = site.mc?.uri;
  const mailer = mc === undefined ? -1 : (texts[mc] ?? "").search(/^MAILER\(/m);
  const addToMc = (said: string, lines: readonly string[]) => {
    if (mc !== undefined && mailer >= 0) write(said, mailer, mailer, lines.map((one) => `${one}\n`).join(""), mc);
  };
  for (const [, verb = "", call = ""] of words.matchAll(
    new RegExp(
      String.raw`\b(Write|Add|Put|Use|Open the submission port:|or add|or put|or write)\b[^.]*?(${CALL})`,
      "g",
    ),
  )) {
    // What the message itself says to be newer than the version that it is for.
    const isNewer = [call, call.replace(/\(.*$/s, "")].some((name) => words.includes(`${name} needs sendmail `));
    if (call.includes("...") || isNewer) continue;
    const line = `${call}dnl`;
    if (/^Write/.test(verb) && !words.includes(`${call} in the .mc`)) write(`write ${call}`, start, end, `${line}\n`);
    else if (words.includes(`${call} above`)) write(`above: ${call}`, start, start, `${line}\n`);
    else addToMc(`add ${call}`, [line]);
  }
  for (const [, list = ""] of words.matchAll(/\b(?:Set|Define) ((?:conf[A-Z_]+(?:, | and )?)+)/g)) {
    const names = list.match(/conf[A-Z_]+/g) ?? [];
    addToMc(`set ${list}`, names.map(exampleOf));
  }
  for (const [, word = ""] of words.matchAll(/\bWrite ([^\s"`()]+)\.(?=\s|$)/g))
    if (!/^(?:it|them|the|a|one)$/.test(word)) write(`write ${word}`, span.start, span.end, word);
  return found;
}

/** The line that the catalogue gives as an example of a setting. */
function exampleOf(name: string): string {
  const example = new RegExp(`^define\\(\`${name}'.*$`, "m").exec(catalog.get("option", name)?.example ?? "")?.[0];
  if (example === undefined) throw new Error(`no example of ${name}`);
  return example;
}
