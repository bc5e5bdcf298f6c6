// Access maps and class files: from text to a table, and from one version of a text to the next.
import { lastAtMost, type Piece, type TextDocument } from "../text.ts";
import { type Reading, readBlocks } from "./block.ts";
import { EntryView, foldText, PlacedBlock } from "./entry.ts";
import { KeyIndex, type Layout, type Place } from "./key-index.ts";
import { classFormat, kindOf, LineKind, NUL, scanMapLine, TOO_LONG } from "./scan.ts";
import type { Table, TableBlock, TableComment, TableDuplicate, TableEntry, TableError } from "./types.ts";

export type * from "./types.ts";
export { foldText };

export interface TableOptions {
  /** Class files: the scanf format of the `F` line (`%[^\#]`); sendmail's own is `%s`. */
  readonly format?: string | undefined;
}

/**
 * Reads an access map as `makemap` does (`kind` "access"), or a class file as an `F` line of the .cf does ("class").
 * Takes any text; what makemap refuses is in `errors()`.
 */
export function parseTable(document: TextDocument, kind: Table["kind"], options: TableOptions = {}): Table {
  const { pieces } = document;
  const reading: Reading = { kind, format: classFormat(options.format) };
  return new FlatTable(document.uri, options.format, reading, { pieces, blocks: readBlocks(pieces, reading) });
}

/**
 * Reads another version of the text of `previous`: only those pieces that are new, or not the same as before. `previous`
 * stays as it was; it comes back where nothing has changed.
 */
export function updateTable(previous: Table, document: TextDocument): Table {
  return previous instanceof FlatTable
    ? previous.next(document)
    : parseTable(document, previous.kind, { format: previous.format });
}

class FlatTable implements Table {
  readonly source: string;
  readonly kind: Table["kind"];
  readonly format: string | undefined;
  readonly lineCount: number;
  readonly entryCount: number;
  readonly #reading: Reading;
  readonly #layout: Layout;
  readonly #blocks: readonly PlacedBlock[];
  /** The offset and the first line of each block. */
  readonly #starts: readonly number[];
  readonly #firstLines: readonly number[];
  #index: KeyIndex | undefined;
  #errors: readonly TableError[] | undefined;
  #duplicates: readonly TableDuplicate[] | undefined;

  constructor(source: string, format: string | undefined, reading: Reading, layout: Layout, index?: KeyIndex) {
    this.source = source;
    this.kind = reading.kind;
    this.format = format;
    this.#reading = reading;
    this.#layout = layout;
    this.#index = index;
    const table = { source, kind: reading.kind };
    let start = 0;
    let lines = 0;
    let entries = 0;
    this.#blocks = layout.pieces.map((piece, ordinal) => {
      const block = layout.blocks[ordinal];
      if (block === undefined) throw new RangeError("a piece without a block");
      const placed = new PlacedBlock(table, block, piece, lines, start);
      start += piece.length;
      lines += block.lineKinds.length;
      entries += block.hashes.length;
      return placed;
    });
    this.#starts = this.#blocks.map((block) => block.start);
    this.#firstLines = this.#blocks.map(({ firstLine }) => firstLine);
    // The empty line behind the last line end counts, as it does in an editor.
    const last = layout.pieces.at(-1);
    this.lineCount = lines + (last === undefined || last.length === (last.lineFeeds.at(-1) ?? 0) ? 1 : 0);
    this.entryCount = entries;
  }

  next(document: TextDocument): Table {
    const { pieces } = document;
    const { pieces: known, blocks } = this.#layout;
    const most = Math.min(pieces.length, known.length);
    let head = 0;
    while (head < most && isSame(pieces[head], known[head])) head++;
    let tail = 0;
    while (tail < most - head && isSame(pieces[pieces.length - tail - 1], known[known.length - tail - 1])) tail++;
    if (head + tail === pieces.length && pieces.length === known.length) return this;
    const added = readBlocks(pieces.slice(head, pieces.length - tail), this.#reading);
    const removed = blocks.slice(head, blocks.length - tail);
    const layout = {
      pieces,
      blocks: [...blocks.slice(0, head), ...added, ...blocks.slice(blocks.length - tail)],
    };
    const isSmall = removed.length + added.length < blocks.length / 4 + 4;
    const index = isSmall ? this.#index : undefined;
    if (index !== undefined) {
      // The index goes on with the newest version; should anyone ask this one again, it makes its own.
      index.update(layout, removed, added);
      this.#index = undefined;
    }
    return new FlatTable(document.uri, this.format, this.#reading, layout, index);
  }

  *entries(): Iterable<TableEntry> {
    for (const block of this.#blocks) yield* block.entries();
  }

  blocks(): readonly TableBlock[] {
    return this.#blocks;
  }

  entryAt(line: number): TableEntry | undefined {
    const block = this.#blocks[lastAtMost(this.#firstLines, line)];
    if (block === undefined) return undefined;
    const { entryLines } = block.identity;
    const within = line - block.firstLine;
    let entry = lastAtMost(entryLines, within);
    if (entry === -1 || entryLines[entry] !== within) return undefined;
    while (entry > 0 && entryLines[entry - 1] === within) entry--;
    return new EntryView(block, entry);
  }

  entryAtOffset(offset: number): TableEntry | undefined {
    const block = this.#blocks[lastAtMost(this.#starts, offset)];
    if (block === undefined) return undefined;
    const { entryLines, keyStarts } = block.identity;
    const within = offset - block.start;
    const line = lastAtMost(block.piece.lineFeeds, within) + 1;
    let entry = lastAtMost(keyStarts, within);
    if (entryLines[entry + 1] === line && entryLines[entry] !== line) entry++;
    return entryLines[entry] === line ? new EntryView(block, entry) : undefined;
  }

  lookup(key: string): TableEntry | undefined {
    const place = this.#keys().find(key);
    return place === undefined ? undefined : this.#view(place);
  }

  duplicates(): readonly TableDuplicate[] {
    this.#duplicates ??= this.#keys()
      .duplicates()
      .map(({ place, first }) => ({ entry: this.#view(place), first: this.#view(first) }));
    return this.#duplicates;
  }

  errors(): readonly TableError[] {
    if (this.kind === "class") return [];
    this.#errors ??= [...this.#refusedLines(), ...this.duplicates().map(duplicateError)].sort(
      (a, b) => a.line - b.line,
    );
    return this.#errors;
  }

  comments(): readonly TableComment[] {
    return this.#blocks.flatMap((block) => block.comments());
  }

  #view({ block: ordinal, entry }: Place): TableEntry {
    const block = this.#blocks[ordinal];
    if (block === undefined) throw new RangeError("no such block");
    return new EntryView(block, entry);
  }

  #keys(): KeyIndex {
    this.#index ??= new KeyIndex(this.#layout);
    return this.#index;
  }

  #refusedLines(): TableError[] {
    const found: TableError[] = [];
    for (const block of this.#blocks) {
      if (!block.identity.hasErrors) continue;
      block.identity.lineKinds.forEach((kind, line) => {
        if (kind > LineKind.entries) describe(block, line, kind, found);
      });
    }
    return found;
  }
}

/** Says why makemap refuses a line. */
function describe(block: PlacedBlock, within: number, kind: number, found: TableError[]): void {
  const line = block.firstLine + within;
  const { buffer, end: after } = block.piece;
  const { start, end, lineEnd } = block.lineAt(within);
  const span = block.span(start, end);
  const tooLong = "line too long (1024 bytes max)";
  if ((kind & TOO_LONG) !== 0) found.push({ line, code: "too-long", message: tooLong, span });
  if ((kind & NUL) !== 0) found.push({ line, code: "nul", message: tooLong, span });
  if (kindOf(kind) === LineKind.leadingSpace) {
    let blanksEnd = start;
    while (blanksEnd < end && /\s/.test(buffer.charAt(blanksEnd))) blanksEnd++;
    const blanks = block.span(start, blanksEnd);
    found.push({ line, code: "leading-space", message: "syntax error (leading space)", span: blanks });
  }
  if (kindOf(kind) !== LineKind.noValue) return;
  scanMapLine(buffer, start, lineEnd, lineEnd < after, block.identity.mayHoldNul, (keyStart, keyEnd) => {
    const message = `no RHS for LHS ${foldText(buffer.slice(keyStart, keyEnd))}`;
    found.push({ line, code: "no-value", message, span: block.span(keyStart, keyEnd) });
  });
}

function duplicateError({ entry, first }: TableDuplicate): TableError {
  const { tagSpan, keySpan, line } = entry;
  const span = { ...keySpan, start: tagSpan.start };
  return { line, code: "duplicate", message: `key ${entry.lookup}: duplicate key`, span, first: first.line };
}

function isSame(piece: Piece | undefined, other: Piece | undefined): boolean {
  return piece !== undefined && other !== undefined && piece.equals(other);
}
