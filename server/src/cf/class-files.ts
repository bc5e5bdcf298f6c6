// Class files: the words that an F line takes out of a file, with a format as C's scanf has it.
import { scanf } from "../tables/scanf.ts";
import { wordsOf } from "./chars.ts";

/** sendmail reads into 2048 bytes, one of them for the closing NUL; what is longer is read as another line. */
const CHUNK = 2047;

export interface FileWord {
  readonly word: string;
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
}

/** The words that sendmail takes, in order. Lines that begin with `#` are comments, whatever the format says. */
export function* membersOfFile(text: string, format: string): Generator<FileWord> {
  const scan = scanf(format);
  for (const { start, end } of chunks(text)) {
    if (text[start] === "#") continue;
    const found = scan(text.slice(start, end));
    if (found === undefined) continue;
    for (const { word, start: at } of wordsOf(found.text)) {
      const from = start + found.start + at;
      yield { word, start: from, end: from + word.length };
    }
  }
}

/** Lines with their line feeds; each up to its first NUL, and cut where the buffer is full. */
function* chunks(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const lineEnd = feed === -1 ? text.length : feed + 1;
    const next = Math.min(lineEnd, start + bytesFit(text, start, lineEnd));
    const nul = text.indexOf("\0", start);
    yield { start, end: nul !== -1 && nul < next ? nul : next };
    start = next;
  }
}

/** How many code units from `start` on fit into the buffer as UTF-8. */
function bytesFit(text: string, start: number, end: number): number {
  if ((end - start) * 3 <= CHUNK) return end - start;
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
    if (bytes > CHUNK) return Math.max(1, at - start);
  }
  return end - start;
}
