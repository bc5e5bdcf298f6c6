// Access maps and class files as makemap and sendmail read them, held so that a million lines fit.
import type { Span } from "../text.ts";
import type { Action } from "./action.ts";
import type { KeyShape } from "./key.ts";

/** One entry: a line of an access map, a word of a class file. A view on the table's flat arrays: made on demand, cheap, not kept. */
export interface TableEntry {
  /** Zero-based line. */
  readonly line: number;
  /** The key as written, without the tag. Access: `Connect:192.0.2 RELAY` has tag `Connect`, key `192.0.2`. */
  readonly tag: string;
  readonly key: string;
  /** The key as the map holds it: tag included, ASCII letters folded to lower case. */
  readonly lookup: string;
  /**
   * Access: everything after the key, without blanks (and `\r`) at its end, which mean nothing to sendmail.
   * Class files: what sendmail does not read of the line, on the last entry of that line; else "".
   */
  readonly value: string;
  /** Access: the value exactly as makemap stores it, blanks and `\r` at its end included. */
  readonly stored: string;
  readonly tagSpan: Span;
  readonly keySpan: Span;
  /** Covers `value`. */
  readonly valueSpan: Span;
  /** The whole line without its line end. */
  readonly lineSpan: Span;
  /** What kind of thing the key names; worked out once for each view. */
  readonly shape: KeyShape;
  /** Access: what the value asks for; worked out once for each view. For class files of kind `none`. */
  readonly action: Action;
}

/** A line that makemap refuses, in its own words. */
export interface TableError {
  readonly line: number;
  /** `nul`: a NUL byte, of which makemap says "line too long" as well. */
  readonly code: "leading-space" | "no-value" | "duplicate" | "too-long" | "nul";
  /** What makemap prints behind its `makemap: FILE: line N: `. */
  readonly message: string;
  readonly span: Span;
  /** For a duplicate: the line that holds the key. */
  readonly first?: number;
}

/** A comment line (`#` in column one), for suppressions. */
export interface TableComment {
  readonly line: number;
  readonly span: Span;
  readonly text: string;
}

/** A run of neighbouring lines; the unit that survives an edit elsewhere in the file. */
export interface TableBlock {
  /** The same object before and after an edit that left these lines alone: the key under which work on them may be kept. */
  readonly identity: object;
  readonly firstLine: number;
  readonly lineCount: number;
  /** Offset of the first line in the text; what was kept for `identity` shifts with it. */
  readonly start: number;
  entries(): Iterable<TableEntry>;
  readonly hasComments: boolean;
  comments(): readonly TableComment[];
}

export interface TableDuplicate {
  readonly entry: TableEntry;
  /** The entry that holds the same key in an earlier place. */
  readonly first: TableEntry;
}

export interface Table {
  readonly source: string;
  readonly kind: "access" | "class";
  /** Class files: the scanf format of the `F` line; undefined for sendmail's own `%s`. */
  readonly format: string | undefined;
  readonly lineCount: number;
  readonly entryCount: number;
  /** Entries in file order. */
  entries(): Iterable<TableEntry>;
  /** The file in pieces: what an incremental reader walks. */
  blocks(): readonly TableBlock[];
  /** The (first) entry of a line; undefined for blank, comment and refused lines. */
  entryAt(line: number): TableEntry | undefined;
  /** The entry under an offset of the text (its key or value; else the last of its line that starts before); undefined on other lines. */
  entryAtOffset(offset: number): TableEntry | undefined;
  /** What the map answers for a key (tag included, any case): the first line that holds it wins, as in makemap. */
  lookup(key: string): TableEntry | undefined;
  /** Lines that makemap refuses, in order; none in a class file. */
  errors(): readonly TableError[];
  /** Entries whose key an earlier one holds, in order: refused in a map, idle in a class. */
  duplicates(): readonly TableDuplicate[];
  comments(): readonly TableComment[];
}
