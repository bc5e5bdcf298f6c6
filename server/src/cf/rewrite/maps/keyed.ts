// Maps whose answers are lines of a text: databases made by makemap, and the text map.
import { parseTable } from "../../../tables/index.ts";
import { type Source, type Span, TextDocument } from "../../../text.ts";
import type { KeyedEntry, KeyedTable } from "../environment.ts";
import { fold } from "../tokens.ts";
import type { MapFlags } from "./answer.ts";

/** Reads a text as makemap does. */
export function keyedTable(source: Source): KeyedTable {
  const table = parseTable(TextDocument.create(source.name, "", 0, source.text), "access");
  let exactly: Map<string, KeyedEntry> | undefined;
  return {
    lookup(key, exact) {
      if (!exact) {
        const entry = table.lookup(key);
        return entry && { value: entry.stored, span: entry.lineSpan };
      }
      if (exactly === undefined) {
        exactly = new Map();
        for (const entry of table.entries()) {
          const written = entry.tag === "" ? entry.key : `${entry.tag}:${entry.key}`;
          if (!exactly.has(written)) exactly.set(written, { value: entry.stored, span: entry.lineSpan });
        }
      }
      return exactly.get(key);
    },
  };
}

/** The columns of a text map: which holds the key, which the value, counted from 0. */
export interface TextColumns {
  readonly key: number;
  readonly value: number;
  /** Undefined: white space. */
  readonly delimiter: string | undefined;
}

/** Columns from `-k`, `-v` and `-z`; a message in sendmail's words where one is not a number. */
export function textColumns(flags: MapFlags, name: string, file: string): TextColumns | string {
  const { keyColumn = "0", valueColumn = "1", delimiter } = flags;
  if (!/^[0-9]/.test(keyColumn))
    return `text map "${name}", file ${file}: -k should specify a number, not ${keyColumn}`;
  if (!/^[0-9]/.test(valueColumn))
    return `text map "${name}", file ${file}: -v should specify a number, not ${valueColumn}`;
  return { key: Number.parseInt(keyColumn, 10), value: Number.parseInt(valueColumn, 10), delimiter };
}

/** A line of a text map; without a value where its value column is missing. */
export interface TextEntry {
  readonly value: string | undefined;
  readonly span: Span;
}

/** Index of a text map's lines by key, in lower case: the first line of a key answers. */
export function textTable({ name, text }: Source, columns: TextColumns): ReadonlyMap<string, TextEntry> {
  const entries = new Map<string, TextEntry>();
  let start = 0;
  for (const line of text.split("\n")) {
    const span: Span = { source: name, start, end: start + line.length };
    start += line.length + 1;
    if (line.startsWith("#")) continue;
    const key = column(line, columns.key, columns.delimiter);
    if (key === undefined || entries.has(fold(key))) continue;
    entries.set(fold(key), { value: column(line, columns.value, columns.delimiter), span });
  }
  return entries;
}

const isSpace = (char: string): boolean => char !== "" && " \t\n\v\f\r".includes(char);

/** One column of a line; undefined where the line has none. */
export function column(line: string, index: number, delimiter: string | undefined): string | undefined {
  if (line === "") return undefined;
  if (delimiter !== undefined && index === 0 && line.startsWith(delimiter)) return "";
  const ends = (at: number): number => {
    for (let i = at; i < line.length; i++) {
      const char = line.charAt(i);
      if (delimiter === undefined ? char === "\n" || char === "\t" || char === " " : char === delimiter) return i;
    }
    return -1;
  };
  const skip = (at: number): number => {
    let i = at;
    while (delimiter === undefined && isSpace(line.charAt(i))) i++;
    return i;
  };
  let at = index === 0 ? skip(0) : 0;
  for (let i = 0; i < index; i++) {
    const end = ends(at);
    if (end < 0) return undefined;
    at = skip(end + 1);
  }
  const end = ends(at);
  return line.slice(at, end < 0 ? line.length : end);
}
