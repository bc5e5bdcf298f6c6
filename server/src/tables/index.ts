// Access maps and class files: from text to a table, and from one version of a text to the next.
import type { TextDocument } from "../text.ts";
import { BLOCK_LINES, type Block, type Reading, readBlocks } from "./block.ts";
import { EntryView, foldText, lineSpanAt } from "./entry.ts";
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
 * Takes any text; what makemap refuses is in `errors()`. The table keeps the text as it is now: later changes of the
 * document do not touch it.
 */
export function parseTable(document: TextDocument, kind: Table["kind"], options: TableOptions = {}): Table {
  const text = document.getText();
  const reading: Reading = { kind, format: classFormat(options.format), mayHoldNul: text.includes("\0") };
  const blocks = readBlocks(text, 0, text.length, reading);
  return new FlatTable(document.uri, kind, options.format, text, reading, blocks, undefined);
}

/**
 * Reads the next version of a text whose earlier version is `previous`. What changed is found by comparing the texts, and
 * only the blocks of lines around it are read again. `previous` stays as it was.
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
  readonly text: string;
  readonly lineCount: number;
  readonly entryCount: number;
  readonly #reading: Reading;
  readonly #layout: Layout;
  readonly #firstLines: readonly number[];
  #index: KeyIndex | undefined;
  #errors: readonly TableError[] | undefined;
  #duplicates: readonly TableDuplicate[] | undefined;
  #blocks: readonly TableBlock[] | undefined;

  constructor(
    source: string,
    kind: Table["kind"],
    format: string | undefined,
    text: string,
    reading: Reading,
    blocks: readonly Block[],
    index: KeyIndex | undefined,
  ) {
    this.source = source;
    this.kind = kind;
    this.format = format;
    this.text = text;
    this.#reading = reading;
    this.#index = index;
    const starts: number[] = [];
    const firstLines: number[] = [];
    let start = 0;
    let lines = 0;
    let entries = 0;
    for (const block of blocks) {
      starts.push(start);
      firstLines.push(lines);
      start += block.length;
      lines += block.lineStarts.length;
      entries += block.hashes.length;
    }
    this.#layout = { text, blocks, starts };
    this.#firstLines = firstLines;
    // The empty line behind the last line end counts, as it does in an editor.
    this.lineCount = lines + (blocks.at(-1)?.endsLine === false ? 0 : 1);
    this.entryCount = entries;
  }

  next(document: TextDocument): Table {
    const text = document.getText();
    const { blocks, starts } = this.#layout;
    if (text === this.text) return this;
    let head = 0;
    while (head < blocks.length && this.#isSame(head, text, starts[head] ?? 0)) head++;
    const shift = text.length - this.text.length;
    let tail = blocks.length;
    while (tail > head) {
      const start = (starts[tail - 1] ?? 0) + shift;
      const startsLine = start >= (starts[head] ?? 0) && (start === 0 || text.charCodeAt(start - 1) === 10);
      if (!startsLine || !this.#isSame(tail - 1, text, start)) break;
      tail--;
    }
    // Blocks that edits have made small are read together with their neighbour.
    if (isFragment(blocks[head - 1])) head--;
    if (isFragment(blocks[tail])) tail++;
    const from = head < blocks.length ? (starts[head] ?? 0) : this.text.length;
    const to = (tail < blocks.length ? (starts[tail] ?? 0) : this.text.length) + shift;
    const mayHoldNul = this.#reading.mayHoldNul || text.slice(from, to).includes("\0");
    const reading: Reading = { ...this.#reading, mayHoldNul };
    const added = readBlocks(text, from, to, reading);
    const removed = blocks.slice(head, tail);
    const next = [...blocks.slice(0, head), ...added, ...blocks.slice(tail)];
    const isSmall = removed.length + added.length < blocks.length / 4 + 4;
    const index = isSmall ? this.#index : undefined;
    const table = new FlatTable(document.uri, this.kind, this.format, text, reading, next, index);
    if (index !== undefined) {
      // The index goes on with the newest version; should anyone ask this one again, it makes its own.
      index.update(table.#layout, removed, added);
      this.#index = undefined;
    }
    return table;
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
      start: this.#layout.starts[ordinal] ?? 0,
      entries: () => this.#entriesOf(ordinal),
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
    const { blocks, starts } = this.#layout;
    const ordinal = lastAtMost(starts, offset);
    const block = blocks[ordinal];
    if (block === undefined) return undefined;
    const within = offset - (starts[ordinal] ?? 0);
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
    const found: TableComment[] = [];
    this.#layout.blocks.forEach(({ hasComments, lineKinds }, ordinal) => {
      if (!hasComments) return;
      for (let line = 0; line < lineKinds.length; line++) {
        if (lineKinds[line] !== LineKind.comment) continue;
        const span = this.#lineSpan(ordinal, line);
        found.push({
          line: (this.#firstLines[ordinal] ?? 0) + line,
          span,
          text: this.text.slice(span.start, span.end),
        });
      }
    });
    return found;
  }

  #entriesOf(ordinal: number): readonly TableEntry[] {
    const block = this.#layout.blocks[ordinal];
    if (block === undefined) return [];
    const start = this.#layout.starts[ordinal] ?? 0;
    const firstLine = this.#firstLines[ordinal] ?? 0;
    const entries: TableEntry[] = [];
    for (let entry = 0; entry < block.hashes.length; entry++)
      entries.push(new EntryView(this, block, start, firstLine, entry));
    return entries;
  }

  #view({ block: ordinal, entry }: Place): TableEntry {
    const block = this.#layout.blocks[ordinal];
    if (block === undefined) throw new RangeError("no such block");
    return new EntryView(this, block, this.#layout.starts[ordinal] ?? 0, this.#firstLines[ordinal] ?? 0, entry);
  }

  #keys(): KeyIndex {
    this.#index ??= new KeyIndex(this.#layout);
    return this.#index;
  }

  /** True if the text at `start` is the block's own, and is read as it was. */
  #isSame(ordinal: number, text: string, start: number): boolean {
    const { blocks, starts } = this.#layout;
    const block = blocks[ordinal];
    if (block === undefined || start < 0) return false;
    const end = start + block.length;
    if (end > text.length || (!block.endsLine && end !== text.length)) return false;
    const own = starts[ordinal] ?? 0;
    return text.substring(start, end) === this.text.substring(own, own + block.length);
  }

  #lineSpan(ordinal: number, line: number) {
    const start = (this.#layout.starts[ordinal] ?? 0) + (this.#layout.blocks[ordinal]?.lineStarts[line] ?? 0);
    return lineSpanAt(this, start);
  }

  #refusedLines(): TableError[] {
    const found: TableError[] = [];
    this.#layout.blocks.forEach(({ hasErrors, lineKinds }, ordinal) => {
      if (!hasErrors) return;
      for (let line = 0; line < lineKinds.length; line++) {
        const kind = lineKinds[line] ?? 0;
        if (kind > LineKind.entries) this.#describe(ordinal, line, kind, found);
      }
    });
    return found;
  }

  #describe(ordinal: number, within: number, kind: number, found: TableError[]): void {
    const line = (this.#firstLines[ordinal] ?? 0) + within;
    const span = this.#lineSpan(ordinal, within);
    const tooLong = "line too long (1024 bytes max)";
    if ((kind & TOO_LONG) !== 0) found.push({ line, code: "too-long", message: tooLong, span });
    if ((kind & NUL) !== 0) found.push({ line, code: "nul", message: tooLong, span });
    if (kindOf(kind) === LineKind.leadingSpace) {
      let end = span.start;
      while (end < span.end && /\s/.test(this.text.charAt(end))) end++;
      found.push({ line, code: "leading-space", message: "syntax error (leading space)", span: { ...span, end } });
    }
    if (kindOf(kind) !== LineKind.noValue) return;
    const newline = this.text.indexOf("\n", span.start);
    const end = newline === -1 ? this.text.length : newline;
    scanMapLine(this.text, span.start, end, newline !== -1, this.#reading.mayHoldNul, (keyStart, keyEnd) => {
      const key = foldText(this.text.slice(keyStart, keyEnd));
      const keySpan = { source: this.source, start: keyStart, end: keyEnd };
      found.push({ line, code: "no-value", message: `no RHS for LHS ${key}`, span: keySpan });
    });
  }
}

function duplicateError({ entry, first }: TableDuplicate): TableError {
  const { tagSpan, keySpan, line } = entry;
  const span = { ...keySpan, start: tagSpan.start };
  return { line, code: "duplicate", message: `key ${entry.lookup}: duplicate key`, span, first: first.line };
}

/** True for a block that edits have left small: the next edit beside it takes it in. */
function isFragment(block: Block | undefined): boolean {
  return block !== undefined && block.lineStarts.length < BLOCK_LINES / 4;
}

/** Position of the last item that is not above `wanted` in a rising list; -1 where there is none. */
function lastAtMost(rising: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
