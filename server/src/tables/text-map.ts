// Reads one line of a file that sendmail searches itself, a map of class `text`: its columns.
import { type EntrySink, isSpace, LineKind } from "./scan.ts";

/** What the `K` line of a text map says: `-k`, `-v` and `-z`. */
export interface Columns {
  /** Column of the key, from 0; sendmail's own is 0. */
  readonly key?: number;
  /** Column of the value, from 0; sendmail's own is 0 as well: without `-v1` the map answers with the key. */
  readonly value?: number;
  /** The character of `-z`; white space without it. */
  readonly delimiter?: string;
}

export interface TextFormat {
  readonly key: number;
  readonly value: number;
  /** -1 for white space. */
  readonly delimiter: number;
}

export function columnsOf({ key = 0, value = 0, delimiter }: Columns = {}): TextFormat {
  return { key, value, delimiter: delimiter?.charCodeAt(0) ?? -1 };
}

/** Reads one line; parameters as in `scanMapLine`. Where a line lacks the value's column, the value starts after its end. */
export function scanTextLine(text: string, start: number, end: number, format: TextFormat, sink: EntrySink): number {
  if (start === end) return LineKind.blank;
  if (text.charCodeAt(start) === 35) return LineKind.comment;
  const keyStart = columnStart(text, start, end, format.key, format.delimiter);
  if (keyStart === -1) return LineKind.blank;
  const keyEnd = columnEnd(text, keyStart, end, format.delimiter);
  const valueStart = columnStart(text, start, end, format.value, format.delimiter);
  if (valueStart === -1) sink(keyStart, keyEnd, end + 1, end);
  else sink(keyStart, keyEnd, valueStart, columnEnd(text, valueStart, end, format.delimiter));
  return LineKind.entries;
}

/** Where a column begins; -1 where the line has none. The space before the first word counts for all columns but the first. */
function columnStart(text: string, start: number, end: number, column: number, delimiter: number): number {
  if (column === 0 && text.charCodeAt(start) === delimiter) return -1;
  let at = start;
  if (column === 0 && delimiter === -1) at = skipSpace(text, at, end);
  for (let count = 0; count < column; count++) {
    at = columnEnd(text, at, end, delimiter);
    if (at === end) return -1;
    at++;
    if (delimiter === -1) at = skipSpace(text, at, end);
  }
  return at;
}

function columnEnd(text: string, start: number, end: number, delimiter: number): number {
  let at = start;
  while (at < end && !isDelimiter(text.charCodeAt(at), delimiter)) at++;
  return at;
}

/** Without `-z` a space and a tab end a column, and no other white space does. */
function isDelimiter(code: number, delimiter: number): boolean {
  return delimiter === -1 ? code === 32 || code === 9 : code === delimiter;
}

function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}
