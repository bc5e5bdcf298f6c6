// Classes, maps, rulesets, macros, mailers and mail filters by name: in the lines that a .mc writes into the .cf, and in the words that stand for such lines.
import { catalog } from "../../catalog/index.ts";
import type { CfThing } from "../../cf/mentions.ts";
import type { Value } from "../../m4/types.ts";
import { rulesetName, valueIn } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { type Span, touches } from "../../text.ts";
import { mailerInTables, typedValues } from "./mail-names.ts";
import { isLibrarys } from "./rename-macro.ts";

/** What a name of the .cf names; a map's and a mailer's name counts in any case. */
export interface ConfigName {
  readonly thing: Exclude<CfThing, "option"> | "filter";
  readonly key: string;
}

interface Mention extends ConfigName {
  readonly role: "definition" | "use";
  readonly span: Span;
}

/** A name in a line; without a place where the text that it came from does not have it letter for letter. */
type LineMention = Omit<Mention, "span"> & { readonly span: Span | undefined };

/** The name in a line of the .cf that is in the .mc, at an offset; undefined where there is none. */
export function configNameAt(
  site: MailSite,
  uri: string,
  offset: number,
): (ConfigName & { readonly span: Span }) | undefined {
  return mentionsInMc(site).find(({ span, isWord }) => !isWord && span.source === uri && touches(span, offset));
}

/** Where a name is defined, or used: in the .mc, in the .cf, and in tables; `only`: in tables only in this file (URI). */
export function placesOfConfigName(
  site: MailSite,
  name: ConfigName,
  role: Mention["role"],
  only?: string,
): readonly Span[] {
  const isMeant = (one: Mention) => one.thing === name.thing && one.key === name.key && one.role === role;
  const found = [...mentionsInMc(site), ...cfMentions(site)].filter(isMeant).map(({ span }) => span);
  return name.thing === "mailer" && role === "use" ? [...found, ...mailerInTables(site, name.key, only)] : found;
}

function cfMentions(site: MailSite): readonly Mention[] {
  return mentionsIn(site).mentions.flatMap(({ thing, key, role, span }) =>
    thing === "option" ? [] : [{ thing, key, role, span }],
  );
}

/** The names of the .mc. `isWord`: the place is a word that brings the line about, such as RELAY_DOMAIN. */
export const mentionsInMc: (site: MailSite) => readonly (Mention & { readonly isWord: boolean })[] = perSite((site) => {
  const config = site.mc?.config;
  if (config === undefined) return [];
  const isOurs = ({ source }: Span) => site.has(source);
  const words: Mention[] = [
    ...config.classes.flatMap(({ className, call, line, by }) => {
      if (call === undefined || line !== undefined) return [];
      // Of FEATURE(`use_cw_file') the name is the word that fills the class.
      const named = by === call.name ? undefined : call.args[0]?.exact;
      return [{ thing: "class" as const, key: className, role: "definition" as const, span: named ?? call.nameSpan }];
    }),
    ...config.maps.flatMap(({ name, use }) =>
      use === undefined
        ? []
        : [{ thing: "map" as const, key: name.toLowerCase(), role: "definition" as const, span: use.nameSpan }],
    ),
    ...config.mailers.flatMap(({ name, nameSpan }) =>
      mailersOf(name).map((key) => ({ thing: "mailer" as const, key, role: "definition" as const, span: nameSpan })),
    ),
  ];
  const named = [...mailersInValues(site), ...filtersIn(config)];
  const lines = mentionsInLines(site).flatMap(({ span, ...one }) => (span === undefined ? [] : [{ ...one, span }]));
  return [
    ...words.filter(({ span }) => isOurs(span)).map((one) => ({ ...one, isWord: true })),
    ...[...named, ...lines].filter(({ span }) => isOurs(span)).map((one) => ({ ...one, isWord: false })),
  ];
});

/** The names in the lines that the .mc writes into the .cf, and in the values that the library writes there. */
export const mentionsInLines: (site: MailSite) => readonly LineMention[] = perSite(({ mc, cf }) => {
  if (mc === undefined) return [];
  const numbers = cf?.config.rulesetNumbers;
  const { cfLines, settings, uses } = mc.config;
  const values = [
    ...settings.flatMap(({ name, value, implied }) => (implied || !isLibrarys(name) ? [] : (value ?? []))),
    ...uses.flatMap(({ args, implied }) => (implied ? [] : args)),
  ];
  return [...cfLines.flatMap(mentionsOfLine), ...values.flatMap(mentionsOfValue)].map((one) =>
    one.thing === "ruleset" ? { ...one, key: String(numbers?.get(one.key) ?? one.key) } : one,
  );
});

/** A value of a setting or a word has names after `$`, too. */
function mentionsOfValue({ text, exact }: Value): readonly LineMention[] {
  if (!text.includes("$")) return [];
  return usesIn(text).map(({ thing, range: [start, end] }) => {
    const span = exact && { source: exact.source, start: exact.start + start, end: exact.start + end };
    return { thing, key: keyOf(thing, text.slice(start, end)), role: "use", span };
  });
}

function keyOf(thing: ConfigName["thing"], name: string): string {
  return thing === "map" || thing === "mailer" ? name.toLowerCase() : name;
}

/** The mailers that a MAILER brings, in lower case. */
export function mailersOf(name: string): readonly string[] {
  return catalog.get("mailer", name)?.defines ?? [];
}

/** `relay:` at the beginning of a host. */
function mailersInValues(site: MailSite): readonly Mention[] {
  return typedValues(site).flatMap(({ type, text, span }) => {
    const { name, before = "" } = /^(?<before>\s*)(?<name>[\w-]+):(?!:)/.exec(text)?.groups ?? {};
    if (type !== "host" || name === undefined) return [];
    const start = span.start + before.length;
    const place = { source: span.source, start, end: start + name.length };
    return [{ thing: "mailer", key: name.toLowerCase(), role: "use", span: place }];
  });
}

/** Macros whose first argument is the name of a mail filter. */
const FILTERS: ReadonlySet<string> = new Set(["INPUT_MAIL_FILTER", "MAIL_FILTER"]);

/** Mail filters: where they are declared, and the lists that they are named in. */
function filtersIn({ macros, settings }: MailConfig): readonly Mention[] {
  const declared = macros.flatMap(({ name, args: [first] }) =>
    FILTERS.has(name) && first?.exact !== undefined
      ? [
          {
            thing: "filter" as const,
            key: first.text.trim(),
            role: "definition" as const,
            span: trimmed(first.text, first.exact),
          },
        ]
      : [],
  );
  const listed = [
    ...settings.flatMap(({ name, value }) => (name === "confINPUT_MAIL_FILTERS" && value ? [{ value, from: 0 }] : [])),
    ...macros.flatMap(({ name, args: [value] }) => {
      const list = name === "DAEMON_OPTIONS" ? /(?:^|,)\s*(?:I|InputMailFilters)\s*=/.exec(value?.text ?? "") : null;
      return list === null || value === undefined ? [] : [{ value, from: list.index + list[0].length }];
    }),
  ];
  const used = listed.flatMap(({ value: { text, exact }, from }) => {
    if (exact === undefined) return [];
    const end = from === 0 ? text.length : from + (/^[^,]*/.exec(text.slice(from))?.[0].length ?? 0);
    return [...text.slice(from, end).matchAll(/[^\s,;]+/g)].map(({ 0: key, index }) => {
      const start = exact.start + from + index;
      const span = { source: exact.source, start, end: start + key.length };
      return { thing: "filter" as const, key, role: "use" as const, span };
    });
  });
  return [...declared, ...used];
}

/** The place of a text without the space around it. */
function trimmed(text: string, { source, start }: Span): Span {
  const from = start + text.length - text.trimStart().length;
  return { source, start: from, end: from + text.trim().length };
}

/** What the first name of a line defines, by the line's letter. */
const DEFINES: Readonly<Partial<Record<CfLine["kind"], readonly [thing: ConfigName["thing"], form: RegExp]>>> = {
  C: ["class", /^C(?:\{(?<name>\w+)\}|(?<short>\S))/d],
  F: ["class", /^F(?:\{(?<name>\w+)\}|(?<short>\S))/d],
  D: ["macro", /^D(?:\{(?<name>\w+)\}|(?<short>\S))/d],
  K: ["map", /^K\s*(?<name>\S+)/d],
  S: ["ruleset", /^S\s*(?<name>[^\s=]+)/d],
  M: ["mailer", /^M\s*(?<name>[^\s,]+)/d],
  X: ["filter", /^X\s*(?<name>[^\s,]+)/d],
};

/** Uses in rules and values. */
const USES: readonly (readonly [thing: ConfigName["thing"], form: RegExp])[] = [
  ["class", /\$[=~](?:\{(?<name>\w+)\}|(?<short>\w))/dg],
  ["map", /\$\([\t ]*(?<name>[\w.-]+)/dg],
  ["ruleset", /\$>\s*(?<name>\w+)/dg],
  ["macro", /\$[&?]?(?:\{(?<name>\w+)\}|(?<short>[A-Za-z]))/dg],
  ["mailer", /\$#\s*(?!(?:error|discard|ok|temp|quarantine|reject)\b)(?<name>[\w-]+)/dgi],
];

/** The rulesets of a mailer. */
const MAILERS_RULESETS = /,\s*[SR]\w*\s*=\s*(?<name>[A-Za-z]\w*)(?:\/(?<other>[A-Za-z]\w*))?/dg;

/** Types of maps whose arguments are maps. */
const MAPS_OF_MAPS = /^K\s*\S+\s+(?:sequence|switch)\s+/i;

/** The uses in a text, with their places in it. */
function usesIn(
  text: string,
): readonly { readonly thing: ConfigName["thing"]; readonly range: readonly [number, number] }[] {
  return USES.flatMap(([thing, form]) =>
    [...text.matchAll(form)].flatMap((match) => {
      const range = rangeOf(match);
      return range === undefined ? [] : [{ thing, range }];
    }),
  );
}

function rangeOf({ indices }: RegExpExecArray): readonly [number, number] | undefined {
  return indices?.groups?.name ?? indices?.groups?.short;
}

function mentionsOfLine(line: CfLine): readonly LineMention[] {
  const { kind, text } = line;
  if (kind === "comment" || kind === "blank") return [];
  const found: LineMention[] = [];
  const note = (thing: ConfigName["thing"], role: Mention["role"], range: readonly [number, number] | undefined) => {
    if (range === undefined) return;
    found.push({ thing, key: keyOf(thing, text.slice(...range)), role, span: valueIn(line, ...range).exact });
  };
  const defines = DEFINES[kind];
  const head = defines?.[1].exec(text);
  if (defines !== undefined && head && (kind !== "S" || rulesetName(line) !== ""))
    note(defines[0], "definition", rangeOf(head));
  // What follows the second side of a rule is a comment.
  const [live = ""] = kind === "R" ? (/^[^\t]*\t+[^\t]*/.exec(text) ?? [text]) : [text];
  for (const { thing, range } of usesIn(live)) note(thing, "use", range);
  if (kind === "M")
    for (const { indices } of text.matchAll(MAILERS_RULESETS))
      for (const range of [indices?.groups?.name, indices?.groups?.other]) note("ruleset", "use", range);
  const [sequence] = MAPS_OF_MAPS.exec(text) ?? [];
  if (sequence !== undefined)
    for (const { 0: word, index } of text.slice(sequence.length).matchAll(/[\w.]+/g))
      note("map", "use", [sequence.length + index, sequence.length + index + word.length]);
  return found;
}
