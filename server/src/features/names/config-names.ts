// Classes, maps, rulesets and macros by name: in the lines that a .mc writes into the .cf, and in the words that stand for such lines.
import type { CfThing } from "../../cf/mentions.ts";
import { rulesetName, valueIn } from "../../mc/cf-lines.ts";
import type { CfLine } from "../../mc/types.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { type Span, touches } from "../../text.ts";

/** What a name of the .cf names; a map's name counts in any case. */
export interface ConfigName {
  readonly thing: Exclude<CfThing, "option" | "mailer">;
  readonly key: string;
}

interface Mention extends ConfigName {
  readonly role: "definition" | "use";
  readonly span: Span;
}

/** The name in a line of the .cf that is in the .mc, at an offset; undefined where there is none. */
export function configNameAt(
  site: MailSite,
  uri: string,
  offset: number,
): (ConfigName & { readonly span: Span }) | undefined {
  return mentionsInMc(site).find(({ span, isWord }) => !isWord && span.source === uri && touches(span, offset));
}

/** Where a name is defined, or used: in the .mc, and in the .cf. */
export function placesOfConfigName(site: MailSite, name: ConfigName, role: Mention["role"]): readonly Span[] {
  const isMeant = (one: Mention) => one.thing === name.thing && one.key === name.key && one.role === role;
  return [...mentionsInMc(site), ...cfMentions(site)].filter(isMeant).map(({ span }) => span);
}

function cfMentions(site: MailSite): readonly Mention[] {
  return mentionsIn(site).mentions.flatMap(({ thing, key, role, span }) =>
    thing === "option" || thing === "mailer" ? [] : [{ thing, key, role, span }],
  );
}

/** The names of the .mc. `isWord`: the place is a word that brings the line about, such as RELAY_DOMAIN. */
export const mentionsInMc: (site: MailSite) => readonly (Mention & { readonly isWord: boolean })[] = perSite((site) => {
  const config = site.mc?.config;
  if (config === undefined) return [];
  const isOurs = ({ source }: Span) => site.document(source) !== undefined;
  const words: Mention[] = [
    ...config.classes.flatMap(({ className, call, line }) =>
      call === undefined || line !== undefined
        ? []
        : [{ thing: "class" as const, key: className, role: "definition" as const, span: call.nameSpan }],
    ),
    ...config.maps.flatMap(({ name, use }) =>
      use === undefined
        ? []
        : [{ thing: "map" as const, key: name.toLowerCase(), role: "definition" as const, span: use.nameSpan }],
    ),
  ];
  const numbers = site.cf?.config.rulesetNumbers;
  const lines = config.cfLines
    .flatMap(mentionsOfLine)
    .map((one) => (one.thing === "ruleset" ? { ...one, key: String(numbers?.get(one.key) ?? one.key) } : one));
  return [
    ...words.filter(({ span }) => isOurs(span)).map((one) => ({ ...one, isWord: true })),
    ...lines.filter(({ span }) => isOurs(span)).map((one) => ({ ...one, isWord: false })),
  ];
});

/** What the first name of a line defines, by the line's letter. */
const DEFINES: Readonly<Partial<Record<CfLine["kind"], readonly [thing: ConfigName["thing"], form: RegExp]>>> = {
  C: ["class", /^C(?:\{(?<name>\w+)\}|(?<short>\S))/d],
  F: ["class", /^F(?:\{(?<name>\w+)\}|(?<short>\S))/d],
  D: ["macro", /^D(?:\{(?<name>\w+)\}|(?<short>\S))/d],
  K: ["map", /^K\s*(?<name>\S+)/d],
  S: ["ruleset", /^S\s*(?<name>[^\s=]+)/d],
};

/** Uses in rules and values. */
const USES: readonly (readonly [thing: ConfigName["thing"], form: RegExp])[] = [
  ["class", /\$[=~](?:\{(?<name>\w+)\}|(?<short>\w))/dg],
  ["map", /\$\((?<name>[\w.-]+)/dg],
  ["ruleset", /\$>\s*(?<name>\w+)/dg],
  ["macro", /\$&?\{(?<name>\w+)\}/dg],
];

/** Types of maps whose arguments are maps. */
const MAPS_OF_MAPS = /^K\s*\S+\s+(?:sequence|switch)\s+/i;

function mentionsOfLine(line: CfLine): readonly Mention[] {
  const { kind, text } = line;
  if (kind === "comment" || kind === "blank") return [];
  const found: Mention[] = [];
  const note = (thing: ConfigName["thing"], role: Mention["role"], range: readonly [number, number] | undefined) => {
    const span = range && valueIn(line, ...range).exact;
    if (range === undefined || span === undefined) return;
    const name = text.slice(...range);
    found.push({ thing, key: thing === "map" ? name.toLowerCase() : name, role, span });
  };
  const rangeOf = ({ indices }: RegExpExecArray) => indices?.groups?.name ?? indices?.groups?.short;
  const defines = DEFINES[kind];
  const head = defines?.[1].exec(text);
  if (defines !== undefined && head && (kind !== "S" || rulesetName(line) !== ""))
    note(defines[0], "definition", rangeOf(head));
  // What follows the second side of a rule is a comment.
  const [live = ""] = kind === "R" ? (/^[^\t]*\t+[^\t]*/.exec(text) ?? [text]) : [text];
  for (const [thing, form] of USES) for (const match of live.matchAll(form)) note(thing, "use", rangeOf(match));
  const [sequence] = MAPS_OF_MAPS.exec(text) ?? [];
  if (sequence !== undefined)
    for (const { 0: word, index } of text.slice(sequence.length).matchAll(/[\w.]+/g))
      note("map", "use", [sequence.length + index, sequence.length + index + word.length]);
  return found;
}
