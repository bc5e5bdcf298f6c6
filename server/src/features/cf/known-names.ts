// The names that may be written in a line of the .cf: rulesets after $>, classes after $=, macros after $, maps after $(, mailers after $#.
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { allCfNames } from "../../catalog/index.ts";
import type { CfConfig } from "../../cf/index.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import { rulesetName } from "../../mc/cf-lines.ts";
import type { MailConfig } from "../../mc/types.ts";
import { mailersOf } from "../../rules/facts/mailers.ts";
import type { TextDocument } from "../../text.ts";
import { rangeOf } from "../ranges.ts";

interface Name {
  readonly name: string;
  readonly detail?: string | undefined;
}

type Things = "rulesets" | "classes" | "maps" | "mailers" | "macros";

/** All names that a configuration has, by what they name. */
export type KnownNames = { readonly [Thing in Things]: () => readonly Name[] };

/** What is written before the cursor, and what goes there. */
interface Slot {
  /** Ends at the cursor; its group `word` is what was typed of the name. */
  readonly before: RegExp;
  readonly kind: CompletionItemKind;
  readonly thing: Things;
  /** In braces where it has more than one character. */
  readonly braces?: boolean;
}

const SLOTS: readonly Slot[] = [
  { before: /\$>[+\t ]?(?<word>\w*)$/, kind: CompletionItemKind.Function, thing: "rulesets" },
  { before: /\$[=~](?<word>\{?\w*)$/, kind: CompletionItemKind.Class, thing: "classes", braces: true },
  { before: /\$\([\t ]*(?<word>\w*)$/, kind: CompletionItemKind.Struct, thing: "maps" },
  { before: /\$#[\t ]*(?<word>\w*)$/, kind: CompletionItemKind.Interface, thing: "mailers" },
  {
    before: /\$[&?]?(?<word>\{\w*|[A-Za-z]\w*|)$/,
    kind: CompletionItemKind.Variable,
    thing: "macros",
    braces: true,
  },
];

/** The names that fit at an offset; undefined where none is meant. `before`: the line up to there. */
export function nameItems(
  document: TextDocument,
  offset: number,
  before: string,
  known: KnownNames,
): readonly CompletionItem[] | undefined {
  for (const { before: form, kind, thing, braces } of SLOTS) {
    const word = form.exec(before)?.groups?.word;
    if (word === undefined) continue;
    const closing = word.startsWith("{") && document.slice(offset, offset + 1) === "}" ? 1 : 0;
    const range = rangeOf(document, { start: offset - word.length, end: offset + closing });
    const names = new Map(known[thing]().map((name) => [name.name, name]));
    return [...names.values()].map(({ name, detail }) => {
      const newText = braces === true && name.length > 1 ? `{${name}}` : name;
      return {
        label: name,
        kind,
        filterText: newText,
        textEdit: { range, newText },
        ...(detail === undefined ? {} : { labelDetails: { description: detail } }),
      };
    });
  }
  return undefined;
}

/** The names of a .cf. */
export function namesOfCf(cf: CfConfig): KnownNames {
  return {
    rulesets: () =>
      [...cf.rulesets.values()].map(({ name, number, rules }) => ({
        name: name ?? String(number),
        detail: `${rules.length} ${rules.length === 1 ? "rule" : "rules"}`,
      })),
    classes: () =>
      [...cf.classes.values()].map(({ name, members, unknown }) => ({
        name,
        detail: `${members.size}${unknown.length > 0 ? " or more" : ""} members`,
      })),
    maps: () => [...cf.maps.values()].map(({ name, type }) => ({ name, detail: type })),
    mailers: () => [...cf.mailers.map(({ name, path }) => ({ name, detail: path })), ...ANSWERS],
    macros: () =>
      [...cf.macros.values()]
        .filter(({ name }) => /^\w+$/.test(name) && !/^\d$/.test(name))
        .map(({ name, value }) => ({ name, detail: typeof value === "string" ? plain(value) : undefined })),
  };
}

/** Words after $# that are not mailers. */
const ANSWERS: readonly Name[] = [
  { name: "error", detail: "refuses the address" },
  { name: "discard", detail: "takes the message and drops it" },
];

/** The names that a .mc defines, those that sendmail and its library have anyway, and those of the .cf where there is one. */
export function namesOfMc(config: MailConfig, cf: CfConfig | undefined): KnownNames {
  const built = cf && namesOfCf(cf);
  const own = (thing: Things, names: () => readonly Name[]) => () => [...(built?.[thing]() ?? []), ...names()];
  const here = (names: Iterable<string>) => [...names].map((name) => ({ name, detail: "of this file" }));
  const defined = (letter: string, form: RegExp) =>
    config.cfLines.flatMap(({ kind, text }) => (kind === letter ? (form.exec(text)?.[1] ?? []) : []));
  const known = (kind: "class" | "macro") =>
    Object.entries(allCfNames()[kind]).map(([name, detail]) => ({ name, detail: plain(detail) }));
  return {
    rulesets: own("rulesets", () => [
      ...Object.entries(PROGRAM_RULESETS).flatMap(([name, detail]) =>
        /^\d/.test(name) ? [] : [{ name, detail: plain(detail) }],
      ),
      ...here(config.cfLines.flatMap((line) => (line.kind === "S" ? rulesetName(line) : []))),
    ]),
    classes: own("classes", () => [...known("class"), ...here(config.classes.map(({ className }) => className))]),
    maps: own("maps", () => here(config.maps.map(({ name }) => name))),
    mailers: own("mailers", () => [...here(mailersOf(config)), ...ANSWERS]),
    macros: own("macros", () => [...known("macro"), ...here(defined("D", /^D(?:\{(\w+)\}|\w)/))]),
  };
}

/** A text of which only the beginning is shown, without operators. */
function plain(text: string): string {
  const shown = text.replace(/[\ue000-\uefff]+/g, "…");
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
}
