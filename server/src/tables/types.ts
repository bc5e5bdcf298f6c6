// Access maps and class files as makemap and sendmail read them, held so that a million lines fit.
import type { Span } from "../text.ts";

/** One line that makes an entry. A view on the table's flat arrays: made on demand, cheap, not kept. */
export interface TableEntry {
  /** Zero-based line. */
  readonly line: number;
  /** The key as written, without the tag. Access: `Connect:192.0.2 RELAY` has tag `Connect`, key `192.0.2`. */
  readonly tag: string;
  readonly key: string;
  /** The key as the map holds it: tag included, folded to lower case. */
  readonly lookup: string;
  /** Everything after the key; for class files what follows the first word (never read by sendmail). */
  readonly value: string;
  readonly tagSpan: Span;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** The whole line without its line end. */
  readonly lineSpan: Span;
}

/** A line that makemap refuses, in its own words. */
export interface TableError {
  readonly line: number;
  readonly code: "leading-space" | "no-value" | "duplicate";
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

export interface Table {
  readonly source: string;
  readonly kind: "access" | "class";
  readonly lineCount: number;
  readonly entryCount: number;
  /** Entries in file order. */
  entries(): Iterable<TableEntry>;
  /** The entry of a line; undefined for blank, comment and refused lines. */
  entryAt(line: number): TableEntry | undefined;
  /** What the map answers for a key (tag included, any case): the first line that holds it wins, as in makemap. */
  lookup(key: string): TableEntry | undefined;
  errors(): readonly TableError[];
  comments(): readonly TableComment[];
}
