// A text document held in pieces: an edit makes the pieces around it again and shares all others with the version before.
import {
  TextDocument as FlatDocument,
  type Position,
  type Range,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-textdocument";
import { hasPlaceholder } from "./placeholders.ts";

/** Lines of a piece at most. Small enough that reading one is nothing, large enough that a million lines are few pieces. */
export const PIECE_LINES = 512;

/**
 * A run of neighbouring lines, as a stretch of a larger string: nothing is copied. Immutable, and the same object in all
 * versions of a document in which these lines stayed as they are.
 */
export class Piece {
  /** The string that contains the text, from `start` to `end`. */
  readonly buffer: string;
  readonly start: number;
  readonly end: number;
  /** After each LF: its offset within the piece. */
  readonly lineFeeds: Uint32Array;
  #lineEnds: Uint32Array | undefined;
  #hasPlaceholder: boolean | undefined;

  constructor(buffer: string, start: number, end: number, lineFeeds: Uint32Array) {
    this.buffer = buffer;
    this.start = start;
    this.end = end;
    this.lineFeeds = lineFeeds;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** After each line end as an editor sees them (LF, CRLF or CR): its offset within the piece. */
  get lineEnds(): Uint32Array {
    this.#lineEnds ??= this.slice().includes("\r") ? this.#findLineEnds() : this.lineFeeds;
    return this.#lineEnds;
  }

  #findLineEnds(): Uint32Array {
    const ends: number[] = [];
    for (let at = this.start; at < this.end; at++) {
      const code = this.buffer.charCodeAt(at);
      if (code === 10 || (code === 13 && this.buffer.charCodeAt(at + 1) !== 10)) ends.push(at + 1 - this.start);
    }
    return new Uint32Array(ends);
  }

  /** True where a line that is not a comment leaves a place open for something else, as templates do. */
  get hasPlaceholder(): boolean {
    this.#hasPlaceholder ??= hasPlaceholder(this.slice().replace(/^#.*$/gm, ""));
    return this.#hasPlaceholder;
  }

  /** The text between two offsets within the piece; offsets beyond it are drawn back. */
  slice(start = 0, end = this.length): string {
    return this.buffer.slice(this.start + Math.max(start, 0), this.start + Math.max(Math.min(end, this.length), 0));
  }

  /** True if both have the same text. */
  equals(other: Piece): boolean {
    return this === other || (this.length === other.length && this.slice() === other.slice());
  }
}

/**
 * One version of a text, immutable. Answers as the document of vscode-languageserver-textdocument does. Every piece but the
 * last ends with LF, so neither a CRLF nor a surrogate pair is ever divided.
 */
export class TextDocument implements FlatDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** The text, piece by piece; at least one. */
  readonly pieces: readonly Piece[];
  readonly length: number;
  /** Offset of each piece. */
  readonly #starts: readonly number[];
  /** Line ends before each piece. */
  #lines: readonly number[] | undefined;
  #text: string | undefined;

  private constructor(uri: string, languageId: string, version: number, pieces: readonly Piece[], text?: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.pieces = pieces.length > 0 ? pieces : [new Piece("", 0, 0, new Uint32Array(0))];
    this.#starts = sums(this.pieces, ({ length }) => length);
    this.length = (this.#starts.at(-1) ?? 0) + (this.pieces.at(-1)?.length ?? 0);
    this.#text = text;
  }

  static create(uri: string, languageId: string, version: number, text: string): TextDocument {
    return new TextDocument(uri, languageId, version, cut(text), text);
  }

  /** The next version of a document; `document` stays as it is. */
  static update(
    document: TextDocument,
    changes: readonly TextDocumentContentChangeEvent[],
    version: number,
  ): TextDocument {
    const { uri, languageId } = document;
    let next = new TextDocument(uri, languageId, version, document.pieces, document.#text);
    for (const change of changes) {
      const { text } = change;
      const pieces = "range" in change ? next.#replaced(...next.#offsets(change.range), text) : next.#rewritten(text);
      next = new TextDocument(uri, languageId, version, pieces);
    }
    return next;
  }

  /** The next version of a document, with stretches of it rewritten: offsets in `document`, in order, none over another. */
  static revise(document: TextDocument, stretches: readonly Stretch[], version: number): TextDocument {
    const { uri, languageId } = document;
    let next = new TextDocument(uri, languageId, version, document.pieces);
    // The last one first, so that the places of the others stay right.
    for (const group of closeTogether(stretches).reverse()) {
      const start = group[0]?.start ?? 0;
      const parts = group.map((one, n) => document.slice(group[n - 1]?.end ?? start, one.start) + one.newText);
      const pieces = next.#replaced(start, group.at(-1)?.end ?? start, parts.join(""));
      next = new TextDocument(uri, languageId, version, pieces);
    }
    return next;
  }

  /** The text after some edits. */
  static readonly applyEdits = FlatDocument.applyEdits;

  /** The whole text, or that of a range. The whole of a long one is slow to make after an edit. */
  getText(range?: Range): string {
    if (range !== undefined) {
      const [start, end] = this.#offsets(range);
      return this.slice(start, end);
    }
    this.#text ??= this.pieces.map((piece) => piece.slice()).join("");
    return this.#text;
  }

  /** True if another version has the same text. Of versions that follow each other only what was edited is looked at. */
  saysSameAs(other: TextDocument): boolean {
    if (this === other) return true;
    if (this.length !== other.length) return false;
    if (this.pieces.length !== other.pieces.length) return this.getText() === other.getText();
    const isAlike = this.pieces.every((piece, at) => piece.length === other.pieces[at]?.length);
    return isAlike
      ? this.pieces.every((piece, at) => piece.equals(other.pieces[at] ?? piece))
      : this.getText() === other.getText();
  }

  /** The text between two offsets. */
  slice(start: number, end: number): string {
    const first = this.#pieceAt(start);
    const pieces = this.pieces.slice(first, this.#pieceAt(end) + 1);
    return pieces
      .map((piece, at) => {
        const before = this.#starts[first + at] ?? 0;
        return piece.slice(start - before, end - before);
      })
      .join("");
  }

  get lineCount(): number {
    return (this.#linesBefore.at(-1) ?? 0) + (this.pieces.at(-1)?.lineEnds.length ?? 0) + 1;
  }

  /** Where a line is, without its line end; the last one for lines after it. */
  getLineRange(line: number): Range {
    if (line < 0) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const own = Math.min(line, this.lineCount - 1);
    const { start, end } = this.#boundsOf(own);
    return { start: { line: own, character: 0 }, end: { line: own, character: end - start } };
  }

  /** The line end of a line; "" for the last one. */
  getEOLCharacters(line: number): string {
    if (line < 0 || line >= this.lineCount) return "";
    return this.slice(this.#boundsOf(line).end, this.offsetAt({ line: line + 1, character: 0 }));
  }

  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.lineCount) return this.length;
    const { start, end } = this.#boundsOf(line);
    return Math.min(start + Math.max(character, 0), end);
  }

  positionAt(offset: number): Position {
    const wanted = Math.max(Math.min(offset, this.length), 0);
    const at = this.#pieceAt(wanted);
    const lineEnds = this.pieces[at]?.lineEnds ?? [];
    const line = (this.#linesBefore[at] ?? 0) + lastAtMost(lineEnds, wanted - (this.#starts[at] ?? 0)) + 1;
    const { start, end } = this.#boundsOf(line);
    return { line, character: Math.min(wanted, end) - start };
  }

  get #linesBefore(): readonly number[] {
    this.#lines ??= sums(this.pieces, ({ lineEnds }) => lineEnds.length);
    return this.#lines;
  }

  /** Where a line starts, and where it ends without its line end. */
  #boundsOf(line: number): { readonly start: number; readonly end: number } {
    const at = lastAtMost(this.#linesBefore, line);
    const piece = this.pieces[at];
    if (piece === undefined) throw new RangeError(`no line ${line}`);
    const within = line - (this.#linesBefore[at] ?? 0);
    const start = piece.lineEnds[within - 1] ?? 0;
    let end = piece.lineEnds[within] ?? piece.length;
    while (end > start && isLineEnd(piece.buffer.charCodeAt(piece.start + end - 1))) end--;
    const before = this.#starts[at] ?? 0;
    return { start: before + start, end: before + end };
  }

  #pieceAt(offset: number): number {
    return Math.max(lastAtMost(this.#starts, offset), 0);
  }

  /** The offsets of a range, in order even where the range is not. */
  #offsets({ start, end }: Range): readonly [number, number] {
    const [a, b] = [this.offsetAt(start), this.offsetAt(end)];
    return a < b ? [a, b] : [b, a];
  }

  /** The pieces of another text; those at its beginning and end that are the same stay. */
  #rewritten(text: string): readonly Piece[] {
    const { pieces, length } = this;
    const startOf = (at: number) => this.#starts[at] ?? length;
    const isSame = (at: number, start: number) =>
      pieces[at]?.slice() === text.slice(start, start + startOf(at + 1) - startOf(at));
    let head = 0;
    while (head < pieces.length - 1 && isSame(head, startOf(head))) head++;
    const shift = text.length - length;
    let tail = pieces.length;
    while (tail > head && startOf(tail - 1) + shift >= startOf(head) && isSame(tail - 1, startOf(tail - 1) + shift))
      tail--;
    const [start, end] = [startOf(head), startOf(tail)];
    return this.#replaced(start, end, text.slice(start, end + shift));
  }

  /** The pieces after a stretch of the text was replaced. Those that edits have left small are joined with their neighbour. */
  #replaced(start: number, end: number, text: string): readonly Piece[] {
    let first = this.#pieceAt(start);
    let last = this.#pieceAt(end);
    if (isFragment(this.pieces[first - 1])) first--;
    if (isFragment(this.pieces[last + 1])) last++;
    const head = this.slice(this.#starts[first] ?? 0, start);
    const tail = this.slice(end, this.#starts[last + 1] ?? this.length);
    // Joined, because a sum of strings would be copied by the first who reads it, and keep the old ones until then.
    const buffer = [head, text, tail].join("");
    return [...this.pieces.slice(0, first), ...cutEvenly(buffer), ...this.pieces.slice(last + 1)];
  }
}

/** A stretch of a text, by its offsets, and what is to be there instead. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Two stretches with at most so much between them are rewritten together, which costs what a piece costs. */
const CLOSE = 8192;

function closeTogether(stretches: readonly Stretch[]): (readonly Stretch[])[] {
  const groups: Stretch[][] = [];
  for (const one of stretches) {
    const last = groups.at(-1);
    if (last !== undefined && one.start - (last.at(-1)?.end ?? 0) <= CLOSE) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Cuts a text into pieces of so many lines. */
function cut(text: string, lines = PIECE_LINES): readonly Piece[] {
  const pieces: Piece[] = [];
  const lineFeeds = new Uint32Array(lines);
  let start = 0;
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    const end = at + 1;
    lineFeeds[count++] = end - start;
    if (count < lines) continue;
    pieces.push(new Piece(text, start, end, lineFeeds.slice()));
    start = end;
    count = 0;
  }
  if (start < text.length) pieces.push(new Piece(text, start, text.length, lineFeeds.slice(0, count)));
  return pieces;
}

/** Cuts a text into as few pieces as it can be, none of them much smaller than another: edits find room in all. */
function cutEvenly(text: string): readonly Piece[] {
  const pieces = cut(text);
  const lines = pieces.reduce((sum, { lineFeeds }) => sum + lineFeeds.length, 0);
  return pieces.length < 2 ? pieces : cut(text, Math.ceil(lines / pieces.length));
}

/** True for a piece that edits have left small: the next edit beside it takes it in. */
function isFragment(piece: Piece | undefined): boolean {
  return piece !== undefined && piece.lineFeeds.length < PIECE_LINES / 4;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** What all pieces before each one come to. */
function sums(pieces: readonly Piece[], of: (piece: Piece) => number): readonly number[] {
  let sum = 0;
  return pieces.map((piece) => {
    const before = sum;
    sum += of(piece);
    return before;
  });
}

/** Position of the last item that is not above `wanted` in a rising list; -1 where there is none. */
export function lastAtMost(rising: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
