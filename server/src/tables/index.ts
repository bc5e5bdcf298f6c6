// Access maps and class files: from text to a table, and from one version of a text to the next.
import { lastAtMost, type Piece, type TextDocument } from "../text.ts";
import { type Reading, readBlocks } from "./block.ts";
import { EntryView, foldText, lineSpanAt, type PlacedBlock, spanOf } from "./entry.ts";
import { KeyIndex, type Layout, type Place } from "./keyIndex.ts";
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
  /** The offset and the first line of each block. */
  readonly #starts: readonly number[];
  readonly #firstLines: readonly number[];
  #index: KeyIndex | undefined;
  #errors: readonly TableError[] | undefined;
  #duplicates: readonly TableDuplicate[] | undefined;
  #blocks: readonly TableBlock[] | undefined;

  constructor(source: string, format: string | undefined, reading: Reading, layout: Layout, index?: KeyIndex) {
    this.source = source;
    this.kind = reading.kind;
    this.format = format;
    this.#reading = reading;
    this.#layout = layout;
    this.#index = index;
    const starts: number[] = [];
    const firstLines: number[] = [];
    let start = 0;
    let lines = 0;
    let entries = 0;
    layout.blocks.forEach((block, ordinal) => {
      starts.push(start);
      firstLines.push(lines);
      start += layout.pieces[ordinal]?.length ?? 0;
      lines += block.lineStarts.length;
      entries += block.hashes.length;
    });
    this.#starts = starts;
    this.#firstLines = firstLines;
    // The empty line behind the last line end counts, as it does in an editor.
    this.lineCount = lines + (/[^\n]$/.test(layout.pieces.at(-1)?.slice(-1) ?? "") ? 0 : 1);
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
    const { blocks } = this.#layout;
    for (let block = 0; block < blocks.length; block++) for (const entry of this.#entriesOf(block)) yield entry;
  }

  blocks(): readonly TableBlock[] {
    this.#blocks ??= this.#layout.blocks.map((block, ordinal) => ({
      identity: block,
      firstLine: this.#firstLines[ordinal] ?? 0,
      lineCount: block.lineStarts.length,
      start: this.#starts[ordinal] ?? 0,
      entries: () => this.#entriesOf(ordinal),
      comments: () => this.#commentsOf(ordinal),
    }));
    return this.#blocks;
  }

  entryAt(line: number): TableEntry | undefined {
    const ordinal = lastAtMost(this.#firstLines, line);
    const block = this.#layout.blocks[ordinal];
    if (block === undefined) return undefined;
    const within = line - (this.#firstLines[ordinal] ?? 0);
    let entry = lastAtMost(block.entryLines, within);
    if (entry === -1 || block.entryLines[entry] !== within) return undefined;
    while (entry > 0 && block.entryLines[entry - 1] === within) entry--;
    return this.#view({ block: ordinal, entry });
  }

  entryAtOffset(offset: number): TableEntry | undefined {
    const ordinal = lastAtMost(this.#starts, offset);
    const block = this.#layout.blocks[ordinal];
    if (block === undefined) return undefined;
    const within = offset - (this.#starts[ordinal] ?? 0);
    const line = lastAtMost(block.lineStarts, within);
    let entry = lastAtMost(block.keyStarts, within);
    if (block.entryLines[entry + 1] === line && block.entryLines[entry] !== line) entry++;
    return block.entryLines[entry] === line ? this.#view({ block: ordinal, entry }) : undefined;
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
    return this.#layout.blocks.flatMap((_, ordinal) => this.#commentsOf(ordinal));
  }

  #commentsOf(ordinal: number): readonly TableComment[] {
    const home = this.#placed(ordinal);
    const found: TableComment[] = [];
    if (home?.block.hasComments !== true) return found;
    const { block, piece, start, firstLine } = home;
    for (let line = 0; line < block.lineKinds.length; line++) {
      if (block.lineKinds[line] !== LineKind.comment) continue;
      const span = lineSpanAt(home, block.lineStarts[line] ?? 0);
      found.push({ line: firstLine + line, span, text: piece.slice(span.start - start, span.end - start) });
    }
    return found;
  }

  #entriesOf(ordinal: number): readonly TableEntry[] {
    const home = this.#placed(ordinal);
    const entries: TableEntry[] = [];
    if (home === undefined) return entries;
    for (let entry = 0; entry < home.block.hashes.length; entry++) entries.push(new EntryView(home, entry));
    return entries;
  }

  #view({ block: ordinal, entry }: Place): TableEntry {
    const home = this.#placed(ordinal);
    if (home === undefined) throw new RangeError("no such block");
    return new EntryView(home, entry);
  }

  #placed(ordinal: number): PlacedBlock | undefined {
    const { source, kind } = this;
    const piece = this.#layout.pieces[ordinal];
    const block = this.#layout.blocks[ordinal];
    if (piece === undefined || block === undefined) return undefined;
    const [start, firstLine] = [this.#starts[ordinal] ?? 0, this.#firstLines[ordinal] ?? 0];
    return { source, kind, block, piece, start, firstLine };
  }

  #keys(): KeyIndex {
    this.#index ??= new KeyIndex(this.#layout);
    return this.#index;
  }

  #refusedLines(): TableError[] {
    const found: TableError[] = [];
    this.#layout.blocks.forEach(({ hasErrors, lineKinds }, ordinal) => {
      const home = hasErrors ? this.#placed(ordinal) : undefined;
      if (home === undefined) return;
      for (let line = 0; line < lineKinds.length; line++) {
        const kind = lineKinds[line] ?? 0;
        if (kind > LineKind.entries) describe(home, line, kind, found);
      }
    });
    return found;
  }
}

/** Says why makemap refuses a line. */
function describe(home: PlacedBlock, within: number, kind: number, found: TableError[]): void {
  const { block, piece, start: before } = home;
  const { buffer } = piece;
  const line = home.firstLine + within;
  const lineStart = block.lineStarts[within] ?? 0;
  const span = lineSpanAt(home, lineStart);
  const tooLong = "line too long (1024 bytes max)";
  if ((kind & TOO_LONG) !== 0) found.push({ line, code: "too-long", message: tooLong, span });
  if ((kind & NUL) !== 0) found.push({ line, code: "nul", message: tooLong, span });
  if (kindOf(kind) === LineKind.leadingSpace) {
    const blanks = /^\s*/.exec(piece.slice(lineStart, span.end - before))?.[0].length ?? 0;
    const end = span.start + blanks;
    found.push({ line, code: "leading-space", message: "syntax error (leading space)", span: { ...span, end } });
  }
  if (kindOf(kind) !== LineKind.noValue) return;
  const start = piece.start + lineStart;
  const newline = buffer.indexOf("\n", start);
  const end = newline === -1 ? piece.end : newline;
  scanMapLine(buffer, start, end, newline !== -1, block.mayHoldNul, (keyStart, keyEnd) => {
    const message = `no RHS for LHS ${foldText(buffer.slice(keyStart, keyEnd))}`;
    found.push({ line, code: "no-value", message, span: spanOf(home, keyStart, keyEnd) });
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
