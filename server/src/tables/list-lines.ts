// Reads a line of a list of recipients (`:include:`, `.forward`) as sendmail reads it: each recipient is an entry.
import { cutsOf, type EntrySink, LineKind } from "./scan.ts";
import { isSpace } from "./space.ts";
import { readRecipients } from "./values/recipients.ts";

/** sendmail reads a line into 2048 bytes, one of them for the NUL; what is left is read as a line of its own (seen with -bv, four versions). */
const LIST_CHUNK = 2047;

/** A comment may begin later in a line too, with this mark between spaces. */
const MARK = /[ \t\v\f\r]#@#(?=[ \t\v\f\r]|$)/;

/** A piece of a line that is one name or address and nothing else, as nearly all are. */
const SINGLE = /^[\w.+=@-]+$/;

/**
 * Reads one line of a list.
 *
 * @param start offset of the line, `end` after its last character (a `\r` belongs to the line, the `\n` does not)
 * @returns a `LineKind`; nothing is refused
 */
export function scanListLine(text: string, start: number, end: number, sink: EntrySink): number {
  let kind: number = LineKind.blank;
  for (const piece of piecesOf(text, start, end)) {
    if (piece.isComment && kind === LineKind.blank) kind = LineKind.comment;
    const written = text.slice(piece.start, piece.end);
    if (SINGLE.test(written)) {
      kind = LineKind.entries;
      sink(piece.start, piece.end, piece.start, piece.end);
    } else
      for (const one of readRecipients(written)) {
        kind = LineKind.entries;
        sink(piece.start + one.start, piece.start + one.end, piece.start + one.start, piece.start + one.end);
      }
  }
  return kind;
}

/** What sendmail reads of a line as one list, without comments. A NUL ends it. */
function* piecesOf(
  text: string,
  start: number,
  end: number,
): Iterable<{ readonly start: number; readonly end: number; readonly isComment: boolean }> {
  let from = start;
  for (const next of [...cutsOf(text, start, end, LIST_CHUNK), end]) {
    if (from === end) return;
    const isComment = text.charCodeAt(from) === 35;
    const written = isComment ? "" : text.slice(from, next);
    const nul = written.indexOf("\0");
    const mark = written.includes("#@#") ? written.search(MARK) : -1;
    const stops = [nul, mark].filter((at) => at !== -1);
    let to = from + Math.min(written.length, ...stops);
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    yield { start: from, end: to, isComment };
    from = next;
  }
}
