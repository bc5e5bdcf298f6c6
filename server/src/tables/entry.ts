// One entry of a table, seen through its flat arrays.
import type { Piece, Span } from "../text.ts";
import { type Action, NO_ACTION, parseAction } from "./action.ts";
import type { Block } from "./block.ts";
import { classifyKey, type KeyShape } from "./key.ts";
import { isSpace } from "./scan.ts";
import { tagLength } from "./tags.ts";
import type { TableEntry } from "./types.ts";

/** A block where it stands in one version of its table. */
export interface PlacedBlock {
  readonly source: string;
  readonly kind: "access" | "class";
  readonly block: Block;
  readonly piece: Piece;
  /** Offset of the piece in the text. */
  readonly start: number;
  readonly firstLine: number;
}

/** Nothing is cut from the text before it is asked for; what many readers ask for is kept. Offsets are those of the piece's buffer. */
export class EntryView implements TableEntry {
  readonly line: number;
  readonly #home: PlacedBlock;
  readonly #text: string;
  readonly #lineStart: number;
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
    const { block, piece } = home;
    const line = block.entryLines[entry] ?? 0;
    this.#home = home;
    this.#text = piece.buffer;
    this.line = home.firstLine + line;
    this.#lineStart = block.lineStarts[line] ?? 0;
    this.#start = piece.start + (block.keyStarts[entry] ?? 0);
    this.#keyEnd = this.#start + (block.keyLengths[entry] ?? 0);
    this.#valueStart = this.#start + (block.valueStarts[entry] ?? 0);
    this.#storedEnd = this.#start + (block.valueEnds[entry] ?? 0);
  }

  get tag(): string {
    const keyStart = this.#untagged();
    return keyStart === this.#start ? "" : this.#text.slice(this.#start, keyStart - 1);
  }

  get key(): string {
    this.#key ??= this.#text.slice(this.#untagged(), this.#keyEnd);
    return this.#key;
  }

  get lookup(): string {
    return foldText(this.#text.slice(this.#start, this.#keyEnd));
  }

  get value(): string {
    this.#value ??= this.#text.slice(this.#valueStart, this.#trimmedEnd());
    return this.#value;
  }

  get stored(): string {
    return this.#text.slice(this.#valueStart, this.#storedEnd);
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
    return lineSpanAt(this.#home, this.#lineStart);
  }

  get shape(): KeyShape {
    this.#shape ??= classifyKey(this.key);
    return this.#shape;
  }

  get action(): Action {
    this.#action ??= this.#home.kind === "class" ? NO_ACTION : parseAction(this.value, this.tag);
    return this.#action;
  }

  /** Where the key starts behind its tag. */
  #untagged(): number {
    if (this.#keyStart === -1) {
      const tag = this.#home.kind === "access" ? tagLength(this.#text, this.#start, this.#keyEnd) : 0;
      this.#keyStart = this.#start + (tag === 0 ? 0 : tag + 1);
    }
    return this.#keyStart;
  }

  #trimmedEnd(): number {
    if (this.#valueEnd === -1) {
      let end = this.#storedEnd;
      while (end > this.#valueStart && isSpace(this.#text.charCodeAt(end - 1))) end--;
      this.#valueEnd = end;
    }
    return this.#valueEnd;
  }

  #span(start: number, end: number): Span {
    return spanOf(this.#home, start, end);
  }
}

/** A stretch of a piece's buffer as one of the text. */
export function spanOf({ source, start: before, piece }: PlacedBlock, start: number, end: number): Span {
  const shift = before - piece.start;
  return { source, start: start + shift, end: end + shift };
}

/** The line that starts at an offset of a block, without `\r\n` or `\n`. */
export function lineSpanAt(home: PlacedBlock, lineStart: number): Span {
  const { buffer, start: before, end: most } = home.piece;
  const start = before + lineStart;
  const newline = buffer.indexOf("\n", start);
  let end = newline === -1 ? most : newline;
  if (end > start && buffer.charCodeAt(end - 1) === 13) end--;
  return spanOf(home, start, end);
}

/** Lower case as makemap makes it: ASCII letters only. */
export function foldText(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
