// One entry of a table and the block that it is in, seen through its flat arrays.
import type { Piece, Span } from "../text.ts";
import { type Action, NO_ACTION, parseAction } from "./action.ts";
import { escapedLast, unfold } from "./alias-lines.ts";
import type { Block } from "./block.ts";
import { classifyKey, type KeyShape } from "./key.ts";
import type { Reading } from "./reading.ts";
import { isSpace, LineKind } from "./scan.ts";
import { tagLength } from "./tags.ts";
import type { TableBlock, TableComment, TableEntry } from "./types.ts";

/** What an entry knows of its table. */
export interface Home {
  readonly source: string;
  readonly reading: Reading;
}

/** A block where it is in one version of its table. */
export class PlacedBlock implements TableBlock {
  readonly table: Home;
  readonly identity: Block;
  readonly piece: Piece;
  readonly firstLine: number;
  readonly start: number;

  constructor(table: Home, block: Block, piece: Piece, firstLine: number, start: number) {
    this.table = table;
    this.identity = block;
    this.piece = piece;
    this.firstLine = firstLine;
    this.start = start;
  }

  get lineCount(): number {
    return this.identity.lineKinds.length;
  }

  get hasComments(): boolean {
    return this.identity.hasComments;
  }

  entries(): readonly TableEntry[] {
    const entries: TableEntry[] = [];
    for (let entry = 0; entry < this.identity.hashes.length; entry++) entries.push(new EntryView(this, entry));
    return entries;
  }

  has(form: RegExp): boolean {
    return form.test(this.piece.slice());
  }

  comments(): readonly TableComment[] {
    const found: TableComment[] = [];
    if (!this.hasComments) return found;
    this.identity.lineKinds.forEach((kind, line) => {
      if (kind !== LineKind.comment) return;
      const { start, end } = this.lineAt(line);
      found.push({
        line: this.firstLine + line,
        span: this.span(start, end),
        text: this.piece.buffer.slice(start, end),
      });
    });
    return found;
  }

  /** The line that began what a line of the block continues; itself where it continues nothing. */
  headOf(line: number): number {
    let head = line;
    while (head > 0 && this.identity.lineKinds[head] === LineKind.continuation) head--;
    return head;
  }

  /** The last line of what begins in a line of the block. */
  lastOf(line: number): number {
    let last = line;
    while (this.identity.lineKinds[last + 1] === LineKind.continuation) last++;
    return last;
  }

  /** Where a line of the block is in the buffer of its piece, without `\r\n` or `\n`; `lineEnd` is before the `\n`. */
  lineAt(line: number): { readonly start: number; readonly end: number; readonly lineEnd: number } {
    const { buffer, lineFeeds, start: before, end: after } = this.piece;
    const start = before + (line === 0 ? 0 : (lineFeeds[line - 1] ?? 0));
    const next = lineFeeds[line];
    const lineEnd = next === undefined ? after : before + next - 1;
    return { start, end: lineEnd > start && buffer.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd, lineEnd };
  }

  /** A stretch of the buffer as one of the text. */
  span(start: number, end: number): Span {
    const shift = this.start - this.piece.start;
    return { source: this.table.source, start: start + shift, end: end + shift };
  }
}

/** Nothing is cut from the text before it is asked for; what many readers ask for is kept. Offsets are those of the piece's buffer. */
export class EntryView implements TableEntry {
  readonly line: number;
  readonly #home: PlacedBlock;
  readonly #text: string;
  readonly #start: number;
  readonly #keyEnd: number;
  readonly #valueStart: number;
  readonly #storedEnd: number;
  /** -1: not yet looked for. */
  #keyStart = -1;
  #valueEnd = -1;
  #key: string | undefined;
  #value: string | undefined;
  #shape: KeyShape | undefined;
  #action: Action | undefined;

  constructor(home: PlacedBlock, entry: number) {
    const { identity: block, piece } = home;
    this.#home = home;
    this.#text = piece.buffer;
    this.line = home.firstLine + (block.entryLines[entry] ?? 0);
    this.#start = piece.start + (block.keyStarts[entry] ?? 0);
    this.#keyEnd = this.#start + (block.keyLengths[entry] ?? 0);
    this.#valueStart = this.#start + (block.valueStarts[entry] ?? 0);
    this.#storedEnd = this.#start + (block.valueEnds[entry] ?? 0);
  }

  get lastLine(): number {
    return this.#home.firstLine + this.#home.lastOf(this.line - this.#home.firstLine);
  }

  get headLine(): number {
    const { piece, firstLine, table } = this.#home;
    return table.reading.kind === "aliases" ? firstLine + escapedLast(piece, this.line - firstLine) : this.line;
  }

  get beforeColon(): string {
    let end = this.#keyEnd;
    if (this.#home.table.reading.kind === "aliases") while (this.#text.charCodeAt(end) !== 58) end++;
    return this.#raw(this.#start, end);
  }

  get tag(): string {
    const keyStart = this.#untagged();
    return keyStart === this.#start ? "" : this.#text.slice(this.#start, keyStart - 1);
  }

  get key(): string {
    this.#key ??= this.#raw(this.#untagged(), this.#keyEnd);
    return this.#key;
  }

  get lookup(): string {
    const key = this.#raw(this.#start, this.#keyEnd);
    return this.#home.table.reading.foldsKeys ? foldText(key) : key;
  }

  get value(): string {
    this.#value ??= this.#raw(this.#valueStart, this.#trimmedEnd(), this.#isLater);
    return this.#value;
  }

  get hasValue(): boolean {
    return this.#valueStart <= this.#storedEnd;
  }

  get stored(): string {
    return this.#raw(this.#valueStart, this.#storedEnd, this.#isLater);
  }

  get tagSpan(): Span {
    return this.#span(this.#start, Math.max(this.#start, this.#untagged() - 1));
  }

  get keySpan(): Span {
    return this.#span(this.#untagged(), this.#keyEnd);
  }

  get valueSpan(): Span {
    return this.#span(this.#valueStart, this.#trimmedEnd());
  }

  get lineSpan(): Span {
    const first = this.line - this.#home.firstLine;
    return this.#span(this.#home.lineAt(first).start, this.#home.lineAt(this.#home.lastOf(first)).end);
  }

  get shape(): KeyShape {
    this.#shape ??= classifyKey(this.key);
    return this.#shape;
  }

  get action(): Action {
    this.#action ??= this.#home.table.reading.hasTags ? parseAction(this.value, this.tag) : NO_ACTION;
    return this.#action;
  }

  /** Where the key starts after its tag. */
  #untagged(): number {
    if (this.#keyStart === -1) {
      const tag = this.#home.table.reading.hasTags ? tagLength(this.#text, this.#start, this.#keyEnd) : 0;
      this.#keyStart = this.#start + (tag === 0 ? 0 : tag + 1);
    }
    return this.#keyStart;
  }

  #trimmedEnd(): number {
    if (this.#valueEnd === -1) {
      let end = this.#storedEnd;
      // A backslash that joins an empty line goes with the line's end.
      while (end > this.#valueStart && isSpace(this.#text.charCodeAt(end - 1)))
        end -= this.#text.startsWith("\\\n", end - 2) ? 2 : 1;
      this.#valueEnd = end;
    }
    return this.#valueEnd;
  }

  /** True for a value that begins in a line which goes on by its space, and not by a backslash before it. */
  get #isLater(): boolean {
    return this.#text[this.#valueStart - 1] === "\n" && this.#text[this.#valueStart - 2] !== "\\";
  }

  /** A stretch of the text as the program that reads it sees it. */
  #raw(start: number, end: number, isLater = false): string {
    const { reading } = this.#home.table;
    const text = this.#text.slice(start, end);
    return reading.kind === "aliases" ? unfold(text, reading.format.isOld, isLater) : text;
  }

  #span(start: number, end: number): Span {
    return this.#home.span(start, end);
  }
}

/** Lower case as makemap makes it: ASCII letters only. */
export function foldText(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
