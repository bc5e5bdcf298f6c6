// Divides an aliases file into what newaliases takes for one line, and finds name and value in each.
import { Piece } from "../text.ts";
import { bytesOf, type EntrySink, isSpace, LineKind, NUL, TOO_LONG } from "./scan.ts";

/** newaliases reads a line, with all that continues it, into 8192 bytes: one is for the NUL, one for the LF (seen by running it). */
const MOST_BYTES = 8190;

/** A line as newaliases sees it: the number of its last physical line within the piece, and where that one ends, before its LF. */
interface Logical {
  readonly last: number;
  readonly end: number;
  readonly isTooLong: boolean;
  /** A NUL takes away its line end: newaliases refuses it, and the next line is lost as its rest. */
  readonly isCut?: boolean;
}

/**
 * Reads a piece of an aliases file. `setKind` is called for each physical line: the first one of a logical line tells what
 * became of it, those that continue it are `continuation`. The next piece must not continue the last line (see `wholeLines`).
 *
 * @param isOld as a sendmail before 8.17 joins lines
 * @returns the number of physical lines
 */
export function scanAliases(
  piece: Piece,
  isOld: boolean,
  setKind: (line: number, kind: number) => void,
  sink: EntrySink,
): number {
  const { buffer, start, end, lineFeeds } = piece;
  const sees = piece.slice().includes("\0") ? beforeNul : all;
  let line = 0;
  for (let at = start; at < end; ) {
    const logical = isOld ? oldLine(piece, at, line, sees) : newLine(piece, at, line, sees);
    if (logical.isCut === true) setKind(line, NUL | LineKind.blank);
    else if (logical.isTooLong) setKind(line, TOO_LONG | LineKind.blank);
    else setKind(line, scanLogical(buffer, at, logical.end, isOld, sink));
    while (++line <= logical.last) setKind(line, LineKind.continuation);
    const next = lineFeeds[logical.last];
    at = next === undefined ? end : start + next;
  }
  return line;
}

/** Finds name and value; all in the raw text, line ends within it included. */
function scanLogical(text: string, start: number, end: number, isOld: boolean, sink: EntrySink): number {
  let from = start;
  while (from < end && (text[from] === "\n" || text.startsWith("\\\n", from))) from += text[from] === "\n" ? 1 : 2;
  if (from >= end) return LineKind.blank;
  const first = text.charCodeAt(from);
  if (first === 35) return LineKind.comment;
  if (continues(first)) return LineKind.leadingSpace;
  let colon = from;
  while (colon < end && text.charCodeAt(colon) !== 58) colon = afterNul(text, colon) ?? colon + 1;
  if (colon === end) return LineKind.missingColon;
  let keyEnd = colon;
  while (keyEnd > from && isSpace(text.charCodeAt(keyEnd - 1)))
    keyEnd -= text[keyEnd - 1] === "\n" && text[keyEnd - 2] === "\\" ? 2 : 1;
  let valueStart = colon + 1;
  for (;;) {
    // Before 8.17 the spaces of a line that goes on stay, also where nothing is before them.
    if (isOld && text[valueStart] === "\n" && valueStart + 1 < end) {
      let rest = valueStart + 1;
      while (rest < end && isSpace(text.charCodeAt(rest))) rest++;
      valueStart = rest === end ? end : valueStart + 1;
      break;
    }
    if (valueStart < end && isSpace(text.charCodeAt(valueStart))) valueStart++;
    else if (text.startsWith("\\\n", valueStart)) valueStart += 2;
    else if (text[valueStart] === "\0") valueStart = afterNul(text, valueStart) ?? end;
    else break;
  }
  valueStart = Math.min(valueStart, end);
  if (text[end - 1] === "\n" && unfold(text.slice(valueStart, end), isOld) === "") valueStart = end;
  sink(from, keyEnd, valueStart, end);
  return valueStart === end ? LineKind.noValue : LineKind.entries;
}

/** What newaliases does not see of a line: from a NUL to the start of the next line. Undefined where there is no NUL. */
function afterNul(text: string, at: number): number | undefined {
  if (text.charCodeAt(at) !== 0) return undefined;
  const lineEnd = text.indexOf("\n", at);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

/** 8.17 and newer: a line that ends in a backslash goes on, and one whose next line begins with a space or a tab, be it empty itself. */
function newLine(piece: Piece, start: number, first: number, sees: Sees): Logical {
  const logical = joinedLine(piece, start, first, sees);
  if (logical.isCut !== true) return logical;
  let last = logical.last;
  // Of what is lost, a backslash before an empty line joins the line after that one too.
  do last = joinedLine(piece, endOf(piece, last) + 1, last + 1, sees).last;
  while (last > logical.last + 1 && startOf(piece, last) === endOf(piece, last) && endOf(piece, last) + 1 < piece.end);
  return { ...logical, last };
}

function joinedLine(piece: Piece, start: number, first: number, sees: Sees): Logical {
  const { buffer, lineFeeds } = piece;
  const joins = new Backslashes(piece);
  let bytes = 0;
  let at = start;
  for (let line = first; ; line++) {
    const end = endOf(piece, line);
    const seenEnd = sees(buffer, at, end);
    const isEscaped = joins.goesOn(at, line, end);
    bytes += bytesOf(buffer, at, seenEnd) - (isEscaped ? 1 : 0);
    const isLast = line >= lineFeeds.length || end + 1 >= piece.end;
    const goesOn = isEscaped || continues(buffer.charCodeAt(end + 1));
    if (isLast || !goesOn)
      return {
        last: line,
        end: isEscaped ? escapedEnd(at, end) : seenEnd,
        isTooLong: bytes > mostBytes(piece, line),
        isCut: seenEnd < end && !isLast,
      };
    at = end + 1;
  }
}

/** Before 8.17: a backslash joins up to the first line without one; after that, if there is a colon, lines that begin with a space or tab. */
function oldLine(piece: Piece, start: number, first: number, sees: Sees): Logical {
  const { buffer, lineFeeds } = piece;
  const joins = new Backslashes(piece);
  let line = first;
  let end = endOf(piece, line);
  let seenEnd = sees(buffer, start, end);
  let bytes = 0;
  for (let at = start; ; at = end + 1, line++, end = endOf(piece, line), seenEnd = sees(buffer, at, end)) {
    const isEscaped = joins.goesOn(at, line, end);
    bytes += bytesOf(buffer, at, seenEnd) - (isEscaped ? 1 : 0);
    if (isEscaped && end + 1 < piece.end) continue;
    if (isEscaped) return { last: line, end: escapedEnd(at, end), isTooLong: bytes > MOST_BYTES };
    break;
  }
  let begin = start;
  while (buffer.startsWith("\\\n", begin)) begin += 2;
  const head = buffer.charCodeAt(begin);
  const isEntry = head !== 35 && !continues(head) && buffer.slice(start, seenEnd).includes(":");
  while (seenEnd === end && isEntry && end + 1 < piece.end && continues(buffer.charCodeAt(end + 1))) {
    const at = end + 1;
    line++;
    end = endOf(piece, line);
    seenEnd = sees(buffer, at, end);
    bytes += bytesOf(buffer, at, seenEnd);
  }
  const isTooLong = bytes > MOST_BYTES;
  if (seenEnd === end || line >= lineFeeds.length) return { last: line, end: seenEnd, isTooLong };
  return { last: Math.min(line + 1, lineFeeds.length), end: seenEnd, isTooLong, isCut: true };
}

/** The end of a last line that a backslash would join to another: without it, or, where it is that of a line before, with the LF that it takes away. */
function escapedEnd(start: number, end: number): number {
  return end > start ? end - 1 : end + 1;
}

/** Where newaliases sees a physical line end: at its first NUL, or at `end`. */
type Sees = (buffer: string, start: number, end: number) => number;

const all: Sees = (_buffer, _start, end) => end;

const beforeNul: Sees = (buffer, start, end) => {
  const nul = buffer.slice(start, end).indexOf("\0");
  return nul === -1 ? end : start + nul;
};

/** Which LF a backslash takes away. One is used up with each; of several at the end of a line the next go to empty lines after it. */
class Backslashes {
  readonly #piece: Piece;
  #left = 0;

  constructor(piece: Piece) {
    this.#piece = piece;
  }

  /** True where the line goes on; to be asked for one physical line after the other. A last line without LF never does. */
  goesOn(start: number, line: number, end: number): boolean {
    const { buffer, lineFeeds } = this.#piece;
    if (line >= lineFeeds.length) return false;
    let own = 0;
    while (end - own > start && buffer.charCodeAt(end - own - 1) === 92) own++;
    if (own > 0 && buffer.slice(start, end).includes("\0")) own = 0;
    // A line of nothing but backslashes, or of nothing, comes to those that are left.
    this.#left = own === end - start ? this.#left + own : own;
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }
}

/** Since 8.17 a last line without LF may have one byte more. */
function mostBytes({ lineFeeds }: Piece, line: number): number {
  return line < lineFeeds.length ? MOST_BYTES : MOST_BYTES + 1;
}

/** The last of the physical lines that backslashes join to a first one. */
export function escapedLast(piece: Piece, first: number): number {
  const joins = new Backslashes(piece);
  let line = first;
  while (joins.goesOn(startOf(piece, line), line, endOf(piece, line)) && endOf(piece, line) + 1 < piece.end) line++;
  return line;
}

/** The physical line whose NUL makes newaliases refuse all that begins in `first`; the lines after it are lost. */
export function cutLine(piece: Piece, first: number, last: number, isOld: boolean): number {
  for (let line = first; line < last; line++) {
    const end = endOf(piece, line);
    const isCut = beforeNul(piece.buffer, startOf(piece, line), end) < end;
    if (isCut && (isOld || !continues(piece.buffer.charCodeAt(end + 1)))) return line;
  }
  return last;
}

/** The physical line in which a line that is too long fills the buffer of newaliases. */
export function overflowLine(piece: Piece, first: number, last: number): number {
  const joins = new Backslashes(piece);
  let bytes = 0;
  for (let line = first; line < last; line++) {
    const start = startOf(piece, line);
    const end = endOf(piece, line);
    bytes += bytesOf(piece.buffer, start, end) - (joins.goesOn(start, line, end) ? 1 : 0);
    if (bytes > MOST_BYTES) return line;
  }
  return last;
}

function continues(code: number): boolean {
  return code === 32 || code === 9;
}

function startOf({ lineFeeds, start }: Piece, line: number): number {
  return start + (line === 0 ? 0 : (lineFeeds[line - 1] ?? 0));
}

/** Where a physical line ends, its LF not counted. */
function endOf({ lineFeeds, start, end }: Piece, line: number): number {
  const next = lineFeeds[line];
  return next === undefined ? end : start + next - 1;
}

/**
 * A stretch of an aliases file as newaliases stores it: without what joins its lines.
 *
 * @param isLater it begins in a line that goes on because of its space
 */
export function unfold(raw: string, isOld: boolean, isLater = false): string {
  if (!/[\n\0]/.test(raw)) return raw;
  return offsetsOf(raw, isOld, isLater)
    .map((at) => raw.charAt(at))
    .join("");
}

/** For each character that `unfold` leaves: where it is in the raw text. */
export function offsetsOf(raw: string, isOld: boolean, isLater = false): readonly number[] {
  const offsets: number[] = [];
  let removesBackslash = !(isOld && isLater);
  for (let at = 0; at < raw.length; at++) {
    const next = afterNul(raw, at);
    if (next !== undefined) {
      at = next - 1;
      continue;
    }
    if (raw[at] !== "\n") {
      offsets.push(at);
      continue;
    }
    const isJoin = raw[offsets.at(-1) ?? -1] === "\\";
    if (isJoin && removesBackslash) offsets.pop();
    else if (isOld) removesBackslash = false;
  }
  return offsets;
}

/** True where the first line of `piece` may belong to the last one of `before`. */
function goesOnIn(before: Piece, piece: Piece): boolean {
  const { buffer, end, lineFeeds } = before;
  if (continues(piece.buffer.charCodeAt(piece.start)) || buffer.endsWith("\\\n", end)) return true;
  return buffer.slice(startOf(before, lineFeeds.length - 1), end).includes("\0");
}

/** The pieces of a text put together where a line goes on in the next one, so that each can be read by itself. All others are the same objects. */
export function wholeLines(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = [];
  let run: Piece[] = [];
  for (const piece of pieces) {
    const last = run.at(-1);
    if (last !== undefined && !goesOnIn(last, piece)) {
      whole.push(joined(run));
      run = [];
    }
    run.push(piece);
  }
  if (run.length > 0) whole.push(joined(run));
  return whole;
}

function joined(run: readonly Piece[]): Piece {
  const [first] = run;
  if (run.length === 1 && first !== undefined) return first;
  const lineFeeds: number[] = [];
  let length = 0;
  for (const piece of run) {
    for (const at of piece.lineFeeds) lineFeeds.push(at + length);
    length += piece.length;
  }
  const buffer = run.map((piece) => piece.slice()).join("");
  return new Piece(buffer, 0, length, new Uint32Array(lineFeeds));
}
