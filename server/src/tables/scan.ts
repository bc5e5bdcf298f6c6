// Reads one line of a table the way makemap (a map) or sendmail's F line (a class) reads it.
import { type Scan, scanf } from "./scanf.ts";
import { isSpace } from "./space.ts";

/** What happened to a line. `entries` is the ordinary case; what is greater than `entries` is refused. */
export const LineKind = {
  blank: 0,
  comment: 1,
  entries: 2,
  leadingSpace: 3,
  noValue: 4,
  missingColon: 5,
  /** aliases: a line that belongs to the one above. */
  continuation: 6,
} as const;
/** Set beside a kind: a piece of the line before its last one was refused, or the whole line held a NUL byte. */
export const TOO_LONG = 8;
export const NUL = 16;
const KIND_MASK = 7;

/** The `LineKind` without the flags beside it. */
export function kindOf(bits: number): number {
  return bits & KIND_MASK;
}

/** True for a line that the program refuses, as a whole or in part. */
export function isRefused(bits: number): boolean {
  return bits > LineKind.entries && bits !== LineKind.continuation;
}

/** Takes the entries of a line, in offsets of the text. */
export type EntrySink = (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => void;

/** makemap reads into 1024 bytes, sendmail's class reader into 2048; one is for the closing NUL (seen by running them). */
const MAP_CHUNK = 1023;
const CLASS_CHUNK = 2047;
/** No text of this many UTF-16 units fills the map's buffer, whatever its bytes. */
const SURELY_SHORT = 340;

export { isSpace } from "./space.ts";

const NO_CUTS: readonly number[] = [];

/**
 * Where a line that does not fit into a buffer is cut: the program reads what follows as if it were a line of its own. A piece has
 * `limit` bytes of UTF-8; one that begins within a character is given as beginning with it. The last cut is `end` where nothing but
 * the line end is left.
 */
export function cutsOf(text: string, start: number, end: number, limit: number): readonly number[] {
  if (end - start <= SURELY_SHORT) return NO_CUTS;
  const cuts: number[] = [];
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isPair = code >= 0xd800 && code < 0xdc00 && at + 1 < end;
    const more = code < 0x80 ? 1 : code < 0x800 ? 2 : isPair ? 4 : 3;
    bytes += more;
    if (bytes > limit) {
      cuts.push(at);
      bytes -= limit;
    }
    if (isPair) at++;
  }
  if (bytes === limit) cuts.push(end);
  return cuts;
}

/** Bytes of a stretch of the text in UTF-8; a lone surrogate is three. */
export function bytesOf(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isPair = code >= 0xd800 && code < 0xdc00 && at + 1 < end;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : isPair ? 4 : 3;
    if (isPair) at++;
  }
  return bytes;
}

/** The end of what sendmail's C strings see: the first NUL or `end`. */
function stringEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) !== 0) at++;
  return at;
}

/** How makemap divides a line: the options it was called with. */
export interface MapFormat {
  /** The character of `-t`; -1 for white space. */
  readonly delimiter: number;
  /** The character of `-D`; `#` without it. */
  readonly comment: number;
  /** `-e`: a key may have no value. */
  readonly allowsEmpty: boolean;
}

/** makemap's own format, that of `makemap hash`. */
export const PLAIN_MAP: MapFormat = { delimiter: -1, comment: 35, allowsEmpty: false };

function separates(code: number, { delimiter }: MapFormat): boolean {
  return delimiter === -1 ? isSpace(code) : code === delimiter;
}

/**
 * Reads one line of a map's source.
 *
 * @param start offset of the line, `end` after its last character (a `\r` belongs to the line, the `\n` does not)
 * @param terminated false for a last line without `\n`
 * @param mayHoldNul false spares the search
 * @returns a `LineKind`, with TOO_LONG or NUL
 */
export function scanMapLine(
  text: string,
  start: number,
  end: number,
  terminated: boolean,
  mayHoldNul: boolean,
  format: MapFormat,
  sink: EntrySink,
): number {
  let flags = 0;
  const cut = cutsOf(text, start, end, MAP_CHUNK).at(-1);
  const from = cut ?? start;
  if (cut !== undefined) flags |= TOO_LONG;
  // A piece that fills the buffer at the end of the file is refused as well: makemap has not seen the end yet.
  if (cut === end) return flags | LineKind.blank;
  let stop = end;
  if (mayHoldNul) {
    stop = stringEnd(text, from, end);
    if (stop !== end && terminated) return flags | NUL | LineKind.blank;
  }
  if (from === stop) return flags | LineKind.blank;
  const first = text.charCodeAt(from);
  if (first === format.comment) return flags | LineKind.comment;
  if (format.delimiter === -1 && isSpace(first)) return flags | LineKind.leadingSpace;
  let keyEnd = from;
  while (keyEnd < stop && !separates(text.charCodeAt(keyEnd), format)) keyEnd++;
  let valueStart = keyEnd;
  while (valueStart < stop && separates(text.charCodeAt(valueStart), format)) valueStart++;
  sink(from, keyEnd, valueStart, stop);
  return flags | (valueStart === stop && !format.allowsEmpty ? LineKind.noValue : LineKind.entries);
}

/** What of a line sendmail's `F` line takes: `%s` one word; a set all words up to the first character outside of it. */
export interface ClassFormat {
  /** False: the first character outside of the wanted ones ends the match. Undefined: one word. */
  readonly stops: ((code: number) => boolean) | undefined;
  readonly width: number;
  readonly skipsBlanks: boolean;
  /** Set for a format that says more: what it takes of a line. */
  readonly scan: Scan | undefined;
}

/** Formats that are read without a detour: a word, or all but or only some characters. */
const PLAIN_FORMAT = /^(\s*)%(\d*)(?:s|\[(\^?)(\]?[^\]-]+)\])$/;

/** Reads the scanf format of an `F` line. sendmail takes `#` for a comment of the .cf there, and drops the backslash of `\#`. */
export function classFormat(format: string | undefined): ClassFormat {
  const read = (format ?? "%s").replace(/\s*(?<!\\)#.*$/s, "").replaceAll("\\#", "#");
  const plain: ClassFormat = { stops: undefined, width: Number.MAX_SAFE_INTEGER, skipsBlanks: true, scan: undefined };
  const written = PLAIN_FORMAT.exec(read);
  if (written === null) return { ...plain, scan: scanf(read === "" ? "%s" : read) };
  const [, blanks = "", digits = "", not, characters] = written;
  const width = digits === "" ? Number.MAX_SAFE_INTEGER : Number(digits);
  if (characters === undefined) return { ...plain, width };
  const wanted = new Set([...characters].map((character) => character.charCodeAt(0)));
  const negated = not === "^";
  return { ...plain, stops: (code) => wanted.has(code) === negated, width, skipsBlanks: blanks !== "" };
}

/** Reads one line of a class file; parameters as in `scanMapLine`. */
export function scanClassLine(
  text: string,
  start: number,
  end: number,
  mayHoldNul: boolean,
  format: ClassFormat,
  sink: EntrySink,
): number {
  let kind: number = LineKind.blank;
  let from = start;
  for (const to of [...cutsOf(text, start, end, CLASS_CHUNK), end]) {
    kind = Math.max(kind, scanClassPiece(text, from, mayHoldNul ? stringEnd(text, from, to) : to, format, sink));
    from = to;
  }
  return kind;
}

function scanClassPiece(text: string, start: number, end: number, format: ClassFormat, sink: EntrySink): number {
  if (start === end) return LineKind.blank;
  if (text.charCodeAt(start) === 35) return LineKind.comment;
  let [at, matchEnd] = matchOf(text, start, end, format);
  // Each word is held back until the next one is seen, so that the last can carry the unread rest of the line.
  let heldStart = -1;
  let heldEnd = -1;
  while (at < matchEnd) {
    while (at < matchEnd && isSpace(text.charCodeAt(at))) at++;
    if (at === matchEnd) break;
    if (heldStart !== -1) sink(heldStart, heldEnd, heldEnd, heldEnd);
    heldStart = at;
    while (at < matchEnd && !isSpace(text.charCodeAt(at))) at++;
    heldEnd = at;
  }
  if (heldStart === -1) return LineKind.blank;
  let restStart = matchEnd;
  while (restStart < end && isSpace(text.charCodeAt(restStart))) restStart++;
  sink(heldStart, heldEnd, restStart, end);
  return LineKind.entries;
}

/** The stretch of a line that a format takes; an empty one where it takes nothing. */
function matchOf(text: string, start: number, end: number, format: ClassFormat): [number, number] {
  if (format.scan !== undefined) {
    const found = format.scan(text.slice(start, end));
    return found === undefined ? [start, start] : [start + found.start, start + found.start + found.text.length];
  }
  let at = start;
  if (format.skipsBlanks) while (at < end && isSpace(text.charCodeAt(at))) at++;
  const stops = format.stops ?? isSpace;
  const mostEnd = Math.min(end, at + format.width);
  let matchEnd = at;
  while (matchEnd < mostEnd && !stops(text.charCodeAt(matchEnd))) matchEnd++;
  return [at, matchEnd];
}
