// Takes the text of a .cf apart into the lines that sendmail reads: continuation lines joined, comments left out.
import type { Edit, Source, Span } from "../text.ts";
import { LineContent } from "./line-content.ts";
import type { CfCommand, CfLine } from "./types.ts";

const COMMANDS: ReadonlySet<string> = new Set<CfCommand>([..."RSDHCTFMOPQVKEX"] as CfCommand[]);

/** A line and what sendmail sees of it. */
export interface RawLine extends CfLine {
  /** From the letter on; joined lines keep their line feeds, and `\r` before a line feed is gone. Ends at a NUL. */
  readonly text: string;
  /** True where `text` is the stretch of the source unit for unit, so that offsets may be counted in it. */
  readonly exact: boolean;
}

/** A stretch of a line, from and to indexes of its text; the whole line where its text is not the source's. */
export function spanIn({ span, exact, text }: RawLine, from: number, to: number): Span {
  return exact && to <= text.length
    ? { source: span.source, start: span.start + from, end: span.start + Math.max(from, to) }
    : span;
}

/** Takes the code units out of a text that we need for ourselves. They are private-use characters that nobody writes in a .cf. */
export function sanitize(text: string): string {
  return text.replace(/[\ue000-\uefff]/g, "\ufffd");
}

/**
 * The lines in order. A line goes on in the next one where that begins with a space or a tab. A `\r` before a line feed does not
 * count. The number of a line is the one of its last physical line; a last line without a line end has the number of the line
 * before it, since sendmail counts line ends.
 *
 * @param from where a line begins, and the line ends before it
 */
export function* readLines(
  source: Source,
  from: { readonly at: number; readonly number: number } = { at: 0, number: 0 },
): Generator<RawLine> {
  const { text } = source;
  let { at, number } = from;
  while (at < text.length) {
    const start = at;
    let end: number;
    for (;;) {
      const feed = text.indexOf("\n", at);
      if (feed === -1) {
        end = text.length;
        at = end;
        break;
      }
      number++;
      end = feed;
      at = feed + 1;
      const next = text.charCodeAt(at);
      if (next !== 32 && next !== 9) break;
    }
    const first = text.charCodeAt(start);
    if (first === 35) continue;
    const spanEnd = end > start && text.charCodeAt(end - 1) === 13 && end < text.length ? end - 1 : end;
    if (spanEnd === start) continue;
    const written = text.slice(start, spanEnd);
    let seen = written.includes("\r\n") ? written.replaceAll("\r\n", "\n") : written;
    let exact = seen.length === written.length;
    const nul = seen.indexOf("\0");
    if (nul !== -1) {
      seen = seen.slice(0, nul);
      exact = exact && nul === written.indexOf("\0");
    }
    const letter = text[start] ?? "";
    yield {
      command: COMMANDS.has(letter) ? (letter as CfCommand) : undefined,
      span: { source: source.name, start, end: spanEnd },
      number,
      text: seen,
      exact,
      content: new LineContent(seen, exact),
    };
  }
}

/**
 * Whether an edit of a .cf touched comments alone, told from the lines around it: `same-lines` where all others have the numbers too that
 * they had before. Undefined where something else is there now.
 */
export function saysSame(before: string, now: string, { same, tail }: Edit): "same-lines" | "same" | undefined {
  if (same === before.length && same === now.length) return "same-lines";
  // From the beginning of a line that continues no other, to the end of the last one that is continued.
  let start = same;
  do start = start < 2 ? 0 : now.lastIndexOf("\n", start - 2) + 1;
  while (start > 0 && isBlank(now, start));
  let rest = tail;
  do {
    const feed = now.indexOf("\n", now.length - rest);
    rest = feed < 0 ? 0 : now.length - feed - 1;
  } while (rest > 0 && isBlank(now, now.length - rest));
  const [was, is] = [linesIn(before.slice(start, before.length - rest)), linesIn(now.slice(start, now.length - rest))];
  if (was.length !== is.length || !was.every(({ text }, at) => text === is[at]?.text)) return undefined;
  const isAligned = feeds(before, start, rest) === feeds(now, start, rest);
  return isAligned && was.every(({ number }, at) => number === is[at]?.number) ? "same-lines" : "same";
}

function isBlank(text: string, at: number): boolean {
  return text[at] === " " || text[at] === "\t";
}

function linesIn(text: string): readonly RawLine[] {
  return [...readLines({ name: "", text })];
}

function feeds(text: string, start: number, rest: number): number {
  return text.slice(start, text.length - rest).split("\n").length;
}
