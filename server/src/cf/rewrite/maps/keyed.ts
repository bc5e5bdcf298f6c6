// Maps whose answers are lines of a text: databases made by makemap, and the text map.
import { type Columns, parseTable, type Table } from "../../../tables/index.ts";
import { type Source, TextDocument } from "../../../text.ts";
import type { KeyedEntry, KeyedTable } from "../environment.ts";
import type { MapFlags } from "./answer.ts";

const documentOf = ({ name, text }: Source): TextDocument => TextDocument.create(name, "", 0, text);

/** Reads a text as makemap does. */
export function keyedTable(source: Source): KeyedTable {
  const document = documentOf(source);
  let folded: Table | undefined;
  let exactly: Table | undefined;
  return {
    lookup(key, exact): KeyedEntry | undefined {
      let table: Table;
      if (exact) table = exactly ??= parseTable(document, "map", { makemap: { foldsKeys: false } });
      else table = folded ??= parseTable(document, "map");
      const entry = table.lookup(key);
      return entry && { value: entry.stored, span: entry.lineSpan };
    },
  };
}

/** Reads a text map. An entry without a value lacks its value column: it is found, and answers nothing. */
export function textTable(source: Source, columns: Columns): (key: string) => Partial<KeyedEntry> | undefined {
  const table = parseTable(documentOf(source), "text", { columns });
  return (key) => {
    const entry = table.lookup(key);
    if (entry === undefined) return undefined;
    return entry.valueSpan.start > entry.lineSpan.end
      ? { span: entry.lineSpan }
      : { value: entry.value, span: entry.lineSpan };
  };
}

/** Columns from `-k`, `-v` and `-z`; a message in sendmail's words where one is not a number. */
export function textColumns(flags: MapFlags, name: string, file: string): Columns | string {
  const { keyColumn = "0", valueColumn = "0", delimiter } = flags;
  const wrong = (letter: string, value: string): string =>
    `text map "${name}", file ${file}: -${letter} should specify a number, not ${value}`;
  if (!/^[0-9]/.test(keyColumn)) return wrong("k", keyColumn);
  if (!/^[0-9]/.test(valueColumn)) return wrong("v", valueColumn);
  return {
    key: Number.parseInt(keyColumn, 10),
    value: Number.parseInt(valueColumn, 10),
    ...(delimiter === undefined ? {} : { delimiter }),
  };
}
