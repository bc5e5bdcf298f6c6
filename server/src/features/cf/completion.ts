// What may be written in a .cf: rulesets after $>, classes after $=, macros after $, maps after $(, mailers after $#, options after O.
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { cfOptionNames, cfOptionRecord } from "../../catalog/index.ts";
import type { CfConfig } from "../../cf/index.ts";
import type { CfMember } from "../../site/types.ts";
import { recordItem } from "../completion/items.ts";
import type { Place } from "../editor.ts";
import { rangeOf } from "../ranges.ts";

/** What is written before the cursor, and what goes there. */
interface Slot {
  /** Ends at the cursor; its group `word` is what was typed of the name. */
  readonly before: RegExp;
  readonly kind: CompletionItemKind;
  names(cf: CfConfig): readonly Name[];
}

interface Name {
  readonly name: string;
  readonly detail?: string;
  /** In braces where it has more than one character. */
  readonly braces?: boolean;
}

const SLOTS: readonly Slot[] = [
  {
    before: /\$>[+\t ]?(?<word>\w*)$/,
    kind: CompletionItemKind.Function,
    names: ({ rulesets }) =>
      [...rulesets.values()].map(({ name, number, rules }) => ({
        name: name ?? String(number),
        detail: `${rules.length} ${rules.length === 1 ? "rule" : "rules"}`,
      })),
  },
  {
    before: /\$[=~](?<word>\{?\w*)$/,
    kind: CompletionItemKind.Class,
    names: ({ classes }) =>
      [...classes.values()].map(({ name, members, unknown }) => ({
        name,
        braces: true,
        detail: `${members.size}${unknown.length > 0 ? " or more" : ""} members`,
      })),
  },
  {
    before: /\$\([\t ]*(?<word>\w*)$/,
    kind: CompletionItemKind.Struct,
    names: ({ maps }) => [...maps.values()].map(({ name, type }) => ({ name, detail: type })),
  },
  {
    before: /\$#[\t ]*(?<word>\w*)$/,
    kind: CompletionItemKind.Interface,
    names: ({ mailers }) => [
      ...mailers.map(({ name, path }) => ({ name, detail: path })),
      { name: "error", detail: "refuses the address" },
      { name: "discard", detail: "takes the message and drops it" },
    ],
  },
  {
    before: /\$[&?]?(?<word>\{\w*|[A-Za-z]\w*|)$/,
    kind: CompletionItemKind.Variable,
    names: ({ macros }) =>
      [...macros.values()]
        .filter(({ name }) => /^\w+$/.test(name) && !/^\d$/.test(name))
        .map(({ name, value }) => ({
          name,
          braces: true,
          ...(typeof value === "string" ? { detail: plain(value) } : {}),
        })),
  },
];

/** The names that fit at the cursor; [] where none is meant, and in comments. */
export function completeCf({ file: { document, cf }, offset, options }: Place<CfMember>): readonly CompletionItem[] {
  const { line } = document.positionAt(offset);
  const start = document.offsetAt({ line, character: 0 });
  const before = document.slice(start, offset);
  if (before.startsWith("#")) return [];
  const option = /^O[\t ](?<word>[\w.]*)$/.exec(before)?.groups?.word;
  if (option !== undefined) {
    const range = rangeOf(document, { start: offset - option.length, end: offset });
    return cfOptionNames().flatMap((name) => {
      const record = cfOptionRecord(name);
      return (record && recordItem(record, { range, text: `${name}=`, label: name }, options)) ?? [];
    });
  }
  for (const slot of SLOTS) {
    const word = slot.before.exec(before)?.groups?.word;
    if (word === undefined) continue;
    const closing = word.startsWith("{") && document.slice(offset, offset + 1) === "}" ? 1 : 0;
    const range = rangeOf(document, { start: offset - word.length, end: offset + closing });
    const names = new Map(slot.names(cf.config).map((name) => [name.name, name]));
    return [...names.values()].map(({ name, detail, braces }) => {
      const newText = braces === true && name.length > 1 ? `{${name}}` : name;
      return {
        label: name,
        kind: slot.kind,
        filterText: newText,
        textEdit: { range, newText },
        ...(detail === undefined ? {} : { labelDetails: { description: detail } }),
      };
    });
  }
  return [];
}

/** A value of which only the beginning is shown, without operators. */
function plain(value: string): string {
  const text = value.replace(/[\ue000-\uefff]+/g, "…");
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
