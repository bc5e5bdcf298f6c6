// What a table makes of one piece of its text, in flat arrays: what became of each line, where its entries are.
import { PIECE_LINES, type Piece } from "../text.ts";
import { scanAliases } from "./alias-lines.ts";
import { scanListLine } from "./list-lines.ts";
import type { Reading } from "./reading.ts";
import { isRefused, kindOf, LineKind, scanClassLine, scanMapLine } from "./scan.ts";
import { scanTextLine } from "./text-map.ts";

/** Short numbers where they are enough; aliases have long entries, and in a text map a value may be before its key. */
export type Numbers = Uint16Array | Int32Array;

/** Immutable, as its piece is. All offsets are relative to the start of the piece, so that it survives edits before it. */
export interface Block {
  /** True if the program that reads the file refuses any of its lines. */
  readonly hasErrors: boolean;
  readonly hasComments: boolean;
  readonly mayHoldNul: boolean;
  /** Per line. */
  readonly lineKinds: Uint8Array;
  /** Per entry: its line within the block, and its places; `keyStart` in the block, the others from there on. */
  readonly entryLines: Numbers;
  readonly keyStarts: Uint32Array;
  readonly keyLengths: Numbers;
  readonly valueStarts: Numbers;
  readonly valueEnds: Numbers;
  readonly hashes: Int32Array;
}

/**
 * Hash of a key, ASCII letters folded as makemap and sendmail fold them (FNV-1a over UTF-16 units). A map that keeps the case
 * has the same hashes: its keys are told apart when they are compared.
 */
export function hashKey(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ fold(text.charCodeAt(at)), 0x01000193);
  // The low bits choose the bucket: mix the high ones in.
  return hash ^ (hash >>> 15);
}

export function fold(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Buffers that one piece after the other is read into, and copied from: one set for a whole file. */
class Builder {
  readonly #reading: Reading;
  lineKinds = new Uint8Array(PIECE_LINES);
  entryLines: Numbers;
  keyStarts = new Uint32Array(PIECE_LINES);
  keyLengths: Numbers;
  valueStarts: Numbers;
  valueEnds: Numbers;
  hashes = new Int32Array(PIECE_LINES);
  lines = 0;
  entries = 0;
  text = "";
  start = 0;
  hasErrors = false;
  hasComments = false;

  constructor(reading: Reading) {
    this.#reading = reading;
    const isWide = reading.kind === "aliases" || reading.kind === "text";
    const numbers = (): Numbers => (isWide ? new Int32Array(PIECE_LINES) : new Uint16Array(PIECE_LINES));
    this.entryLines = numbers();
    this.keyLengths = numbers();
    this.valueStarts = numbers();
    this.valueEnds = numbers();
  }

  readonly add = (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void => {
    if (this.entries === this.hashes.length) this.#grow();
    const entry = this.entries++;
    this.entryLines[entry] = this.lines;
    this.keyStarts[entry] = keyStart - this.start;
    this.keyLengths[entry] = keyEnd - keyStart;
    this.valueStarts[entry] = valueStart - keyStart;
    this.valueEnds[entry] = valueEnd - keyStart;
    this.hashes[entry] = hashKey(this.text, keyStart, keyEnd);
  };

  /** Notes what became of a line. A key without a value makes no entry; the scanner showed it for the sake of the error's place. */
  readonly #setKind = (line: number, kind: number): void => {
    if (line >= this.lineKinds.length) this.#growLines();
    if (kindOf(kind) === LineKind.noValue) this.entries--;
    if (isRefused(kind)) this.hasErrors = true;
    if (kind === LineKind.comment) this.hasComments = true;
    this.lineKinds[line] = kind;
    this.lines = line + 1;
  };

  read(piece: Piece): Block {
    const reading = this.#reading;
    const mayHoldNul = piece.slice().includes("\0");
    this.lines = 0;
    this.entries = 0;
    this.text = piece.buffer;
    this.start = piece.start;
    this.hasErrors = false;
    this.hasComments = false;
    if (reading.kind === "aliases") scanAliases(piece, reading.format.isOld, this.#setKind, this.add);
    else this.#readLines(piece, reading, mayHoldNul);
    return {
      hasErrors: this.hasErrors,
      hasComments: this.hasComments,
      mayHoldNul,
      lineKinds: this.lineKinds.slice(0, this.lines),
      entryLines: this.entryLines.slice(0, this.entries),
      keyStarts: this.keyStarts.slice(0, this.entries),
      keyLengths: this.keyLengths.slice(0, this.entries),
      valueStarts: this.valueStarts.slice(0, this.entries),
      valueEnds: this.valueEnds.slice(0, this.entries),
      hashes: this.hashes.slice(0, this.entries),
    };
  }

  #readLines(piece: Piece, reading: Exclude<Reading, { kind: "aliases" }>, mayHoldNul: boolean): void {
    const { buffer, start, end, lineFeeds } = piece;
    for (let at = start; at < end; ) {
      const next = lineFeeds[this.lines];
      const terminated = next !== undefined;
      const lineEnd = terminated ? start + next - 1 : end;
      this.#setKind(this.lines, this.#scan(buffer, at, lineEnd, terminated, mayHoldNul, reading));
      at = terminated ? lineEnd + 1 : end;
    }
  }

  #scan(
    text: string,
    start: number,
    end: number,
    terminated: boolean,
    mayHoldNul: boolean,
    reading: Exclude<Reading, { kind: "aliases" }>,
  ): number {
    switch (reading.kind) {
      case "class":
        return scanClassLine(text, start, end, mayHoldNul, reading.format, this.add);
      case "list":
        return scanListLine(text, start, end, this.add);
      case "text":
        return scanTextLine(text, start, end, reading.format, this.add);
      default:
        return scanMapLine(text, start, end, terminated, mayHoldNul, reading.format, this.add);
    }
  }

  /** Only a class file that puts many words on a line comes here, and aliases whose pieces were put together. */
  #grow(): void {
    const size = this.hashes.length * 2;
    this.entryLines = grown(this.entryLines, size);
    this.keyStarts = grown(this.keyStarts, size);
    this.keyLengths = grown(this.keyLengths, size);
    this.valueStarts = grown(this.valueStarts, size);
    this.valueEnds = grown(this.valueEnds, size);
    this.hashes = grown(this.hashes, size);
  }

  #growLines(): void {
    this.lineKinds = grown(this.lineKinds, this.lineKinds.length * 2);
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(old: T, size: number): T {
  const bigger = new (old.constructor as new (size: number) => T)(size);
  bigger.set(old);
  return bigger;
}

/** Reads pieces of a text, each into a block. */
export function readBlocks(pieces: readonly Piece[], reading: Reading): readonly Block[] {
  const builder = new Builder(reading);
  return pieces.map((piece) => builder.read(piece));
}
