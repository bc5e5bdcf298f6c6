// What may be written in a .cf: rulesets after $>, classes after $=, macros after $, maps after $(, mailers after $#, options after O.
import type { CompletionItem } from "vscode-languageserver-types";
import { cfOptionNames, cfOptionRecord } from "../../catalog/index.ts";
import type { CfMember } from "../../site/types.ts";
import { recordItem } from "../completion/items.ts";
import type { Place } from "../editor.ts";
import { rangeOf } from "../ranges.ts";
import { nameItems, namesOfCf } from "./known-names.ts";

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
  return nameItems(document, offset, before, namesOfCf(cf.config)) ?? [];
}
