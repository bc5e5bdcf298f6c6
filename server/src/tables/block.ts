// A run of lines of a table in flat arrays: where each line starts, what became of it, where its entries stand.
import { type ClassFormat, kindOf, LineKind, scanClassLine, scanMapLine } from "./scan.ts";

/** Lines of a block at most. Small enough that re-reading one is nothing, large enough that a million lines are few blocks. */
export const BLOCK_LINES = 512;

/** How a table is to be read. */
export interface Reading {
  readonly kind: "access" | "class";
  readonly format: ClassFormat;
  readonly mayHoldNul: boolean;
}

/** Immutable. All offsets are relative to the start of the block, so that it survives edits before it. */
export interface Block {
  /** Length of the block's text, line ends included. */
  readonly length: number;
  /** Without a line end the block is read differently when text follows it. */
  readonly endsLine: boolean;
  /** True if makemap refuses any of its lines. */
  readonly hasErrors: boolean;
  readonly hasComments: boolean;
  readonly lineStarts: Uint32Array;
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

/** Buffers that `readBlocks` fills and copies from: one set for a whole file. */
class Builder {
  readonly lineStarts = new Uint32Array(BLOCK_LINES);
  readonly lineKinds = new Uint8Array(BLOCK_LINES);
  entryLines = new Uint16Array(BLOCK_LINES);
  keyStarts = new Uint32Array(BLOCK_LINES);
  keyLengths = new Uint16Array(BLOCK_LINES);
  valueStarts = new Uint16Array(BLOCK_LINES);
  valueEnds = new Uint16Array(BLOCK_LINES);
  hashes = new Int32Array(BLOCK_LINES);
  lines = 0;
  entries = 0;
  start = 0;
  hasErrors = false;
  hasComments = false;

  constructor(readonly text: string) {}

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

  finish(end: number, endsLine: boolean): Block {
    const block: Block = {
      length: end - this.start,
      endsLine,
      hasErrors: this.hasErrors,
      hasComments: this.hasComments,
      lineStarts: this.lineStarts.slice(0, this.lines),
      lineKinds: this.lineKinds.slice(0, this.lines),
      entryLines: this.entryLines.slice(0, this.entries),
      keyStarts: this.keyStarts.slice(0, this.entries),
      keyLengths: this.keyLengths.slice(0, this.entries),
      valueStarts: this.valueStarts.slice(0, this.entries),
      valueEnds: this.valueEnds.slice(0, this.entries),
      hashes: this.hashes.slice(0, this.entries),
    };
    this.lines = 0;
    this.entries = 0;
    this.hasErrors = false;
    this.hasComments = false;
    this.start = end;
    return block;
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

/** Reads the text from `start` to `end`, both at the start of a line (or the end of the text), into blocks of lines. */
export function readBlocks(text: string, start: number, end: number, reading: Reading): Block[] {
  const blocks: Block[] = [];
  const builder = new Builder(text);
  builder.start = start;
  const isMap = reading.kind === "access";
  for (let at = start; at < end; ) {
    const newline = text.indexOf("\n", at);
    const terminated = newline !== -1 && newline < end;
    const lineEnd = terminated ? newline : end;
    const before = builder.entries;
    builder.lineStarts[builder.lines] = at - builder.start;
    const kind = isMap
      ? scanMapLine(text, at, lineEnd, terminated, reading.mayHoldNul, builder.add)
      : scanClassLine(text, at, lineEnd, terminated, reading.mayHoldNul, reading.format, builder.add);
    // A key without a value makes no entry; the scanner showed it for the sake of the error's place.
    if (kindOf(kind) === LineKind.noValue) builder.entries = before;
    if (kind > LineKind.entries) builder.hasErrors = true;
    if (kind === LineKind.comment) builder.hasComments = true;
    builder.lineKinds[builder.lines++] = kind;
    at = terminated ? newline + 1 : end;
    if (builder.lines === BLOCK_LINES || at >= end) blocks.push(builder.finish(at, terminated));
  }
  return blocks;
}
