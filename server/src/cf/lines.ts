// Takes the text of a .cf apart into the lines that sendmail reads: continuation lines joined, comments left out.
import type { Source, Span } from "../text.ts";
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
