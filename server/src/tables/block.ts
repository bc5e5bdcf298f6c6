// What a table makes of one piece of its text, in flat arrays: what became of each line, where its entries stand.
import { PIECE_LINES, type Piece } from "../text.ts";
import { type ClassFormat, kindOf, LineKind, scanClassLine, scanMapLine } from "./scan.ts";

/** How a table is to be read. */
export interface Reading {
  readonly kind: "access" | "class";
  readonly format: ClassFormat;
}

/** Immutable, as its piece is. All offsets are relative to the start of the piece, so that it survives edits before it. */
export interface Block {
  /** True if makemap refuses any of its lines. */
  readonly hasErrors: boolean;
  readonly hasComments: boolean;
  readonly mayHoldNul: boolean;
  /** Per line. */
  readonly lineKinds: Uint8Array;
  /** Per entry: its line within the block, and its places; `keyStart` in the block, the others from there on. */
  readonly entryLines: Uint16Array;
  readonly keyStarts: Uint32Array;
  readonly keyLengths: Uint16Array;
  readonly valueStarts: Uint16Array;
  readonly valueEnds: Uint16Array;
  readonly hashes: Int32Array;
}

/** Hash of a key, ASCII letters folded as makemap and sendmail fold them (FNV-1a over UTF-16 units). */
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
  readonly lineKinds = new Uint8Array(PIECE_LINES);
  entryLines = new Uint16Array(PIECE_LINES);
  keyStarts = new Uint32Array(PIECE_LINES);
  keyLengths = new Uint16Array(PIECE_LINES);
  valueStarts = new Uint16Array(PIECE_LINES);
  valueEnds = new Uint16Array(PIECE_LINES);
  hashes = new Int32Array(PIECE_LINES);
  lines = 0;
  entries = 0;
  text = "";
  start = 0;

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

  read(piece: Piece, { kind, format }: Reading): Block {
    const { buffer, start, end, lineFeeds } = piece;
    this.lines = 0;
    this.entries = 0;
    this.text = buffer;
    this.start = start;
    let hasErrors = false;
    let hasComments = false;
    const mayHoldNul = piece.slice().includes("\0");
    for (let at = start; at < end; ) {
      const next = lineFeeds[this.lines];
      const terminated = next !== undefined;
      const lineEnd = terminated ? start + next - 1 : end;
      const before = this.entries;
      const lineKind =
        kind === "access"
          ? scanMapLine(buffer, at, lineEnd, terminated, mayHoldNul, this.add)
          : scanClassLine(buffer, at, lineEnd, terminated, mayHoldNul, format, this.add);
      // A key without a value makes no entry; the scanner showed it for the sake of the error's place.
      if (kindOf(lineKind) === LineKind.noValue) this.entries = before;
      if (lineKind > LineKind.entries) hasErrors = true;
      if (lineKind === LineKind.comment) hasComments = true;
      this.lineKinds[this.lines++] = lineKind;
      at = terminated ? lineEnd + 1 : end;
    }
    return {
      hasErrors,
      hasComments,
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

  /** Only a class file that puts many words on a line comes here. */
  #grow(): void {
    const double = <T extends Uint16Array | Uint32Array | Int32Array>(old: T, bigger: T): T => {
      bigger.set(old);
      return bigger;
    };
    const size = this.hashes.length * 2;
    this.entryLines = double(this.entryLines, new Uint16Array(size));
    this.keyStarts = double(this.keyStarts, new Uint32Array(size));
    this.keyLengths = double(this.keyLengths, new Uint16Array(size));
    this.valueStarts = double(this.valueStarts, new Uint16Array(size));
    this.valueEnds = double(this.valueEnds, new Uint16Array(size));
    this.hashes = double(this.hashes, new Int32Array(size));
  }
}

/** Reads pieces of a text, each into a block. */
export function readBlocks(pieces: readonly Piece[], reading: Reading): readonly Block[] {
  const builder = new Builder();
  return pieces.map((piece) => builder.read(piece, reading));
}
