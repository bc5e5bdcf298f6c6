// Keyed files as makemap, newaliases and sendmail read them, held so that a million lines fit.
import type { Span } from "../text.ts";
import type { Action } from "./action.ts";
import type { KeyShape } from "./key.ts";
import type { TableKind, TableOptions } from "./reading.ts";

/** One entry: a line of a map, an alias with all its lines, a word of a class file. A view on the table's flat arrays: made on demand, cheap, not kept. */
export interface TableEntry {
  /** Zero-based; of an alias the first of its lines. */
  readonly line: number;
  /** Zero-based; greater than `line` for an alias that goes over several lines. */
  readonly lastLine: number;
  /** Zero-based; of an alias the last of the lines that backslashes join to the first one, of every other entry `line`. */
  readonly headLine: number;
  /** Access: the tag (`Connect:192.0.2 RELAY` has tag `Connect`, key `192.0.2`); of every other kind "". */
  readonly tag: string;
  /** The key as written, without the tag; of an alias without what joins its lines. */
  readonly key: string;
  /** Aliases: the key with the white space between it and its colon, as newaliases repeats it; of every other kind the key with its tag. */
  readonly beforeColon: string;
  /** The key as the map has it: tag included, ASCII letters folded to lower case unless the map keeps them. */
  readonly lookup: string;
  /**
   * Everything after the key, without the white space (and `\r`) at its end, which sendmail drops when it parses it.
   * Class files: what sendmail does not read of the line, on the last entry of that line; else "".
   */
  readonly value: string;
  /** False for a line of a text map that lacks the value's column: it answers nothing, and nor do later lines of its key. */
  readonly hasValue: boolean;
  /** The value exactly as the map has it, white space and `\r` at its end included. */
  readonly stored: string;
  readonly tagSpan: Span;
  readonly keySpan: Span;
  /** Covers `value`. */
  readonly valueSpan: Span;
  /** The whole line without its line end; of an alias all its lines. */
  readonly lineSpan: Span;
  /** What kind of thing the key names, read as a key of access or a member of a class; worked out once for each view. */
  readonly shape: KeyShape;
  /** Access: what the value asks for; worked out once for each view. For every other kind `none`. */
  readonly action: Action;
}

/** A line that makemap or newaliases refuses, in its own words. */
export interface TableError {
  /** Zero-based, as the program counts: of an alias that goes over several lines, the last one. */
  readonly line: number;
  /**
   * `nul`: a NUL byte, of which the programs say that the line is too long. `duplicate`: makemap keeps the first entry of a key,
   * newaliases the last.
   */
  readonly code: "leading-space" | "no-value" | "missing-colon" | "duplicate" | "not-local" | "too-long" | "nul";
  /** What makemap prints after `makemap: FILE: line N: `, newaliases after `FILE: line N: `. */
  readonly message: string;
  readonly span: Span;
  /** For a duplicate: the line that has the key first. */
  readonly first?: number;
  /** For an alias without a value, and in 8.15.2 one with too long a line after its first: what is before its colon, as newaliases reads it, and the last of the lines that backslashes join to the first. */
  readonly alias?: { readonly beforeColon: string; readonly line: number };
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
  /** Whether its text as it is written has a form: where it does not, no entry need be looked at. */
  has(form: RegExp): boolean;
  readonly hasComments: boolean;
  comments(): readonly TableComment[];
}

export interface TableDuplicate {
  readonly entry: TableEntry;
  /** The entry that has the same key in an earlier place. */
  readonly first: TableEntry;
}

export interface Table {
  readonly source: string;
  readonly kind: TableKind;
  readonly options: TableOptions;
  readonly lineCount: number;
  readonly entryCount: number;
  /** Entries in file order. */
  entries(): Iterable<TableEntry>;
  /** The file in pieces: what an incremental reader walks. */
  blocks(): readonly TableBlock[];
  /** The (first) entry of a line, or the alias that it continues; undefined for empty, comment and refused lines. */
  entryAt(line: number): TableEntry | undefined;
  /** The entry under an offset of the text (its key or value; else the last of its line that starts before); undefined on other lines. */
  entryAtOffset(offset: number): TableEntry | undefined;
  /** What the map answers for a key (tag included; any case where keys fold): the first line that has it, in aliases and with `makemap -r` the last. */
  lookup(key: string): TableEntry | undefined;
  /** Lines that makemap or newaliases refuses, in order; none in files that sendmail reads itself. */
  errors(): readonly TableError[];
  /** Entries whose key an earlier one has, in order: refused in a map, idle in a class, put in place of the earlier one in aliases. */
  duplicates(): readonly TableDuplicate[];
  comments(): readonly TableComment[];
}
