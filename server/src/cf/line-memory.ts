// The lines of a .cf, of which another version is read as far as it differs.
import { keep } from "../text/keep.ts";
import { editOf, type Source } from "../text.ts";
import { LineContent } from "./line-content.ts";
import { type RawLine, readLines } from "./lines.ts";

/** What was read last under a name. */
interface Version {
  readonly text: string;
  readonly lines: readonly RawLine[];
}

/** Texts that are kept, and the longest of them. */
const MOST_TEXTS = 8;
const LONGEST_TEXT = 1 << 20;

const versions = new Map<string, Version | undefined>();

/**
 * All lines of a text, as `readLines` gives them. The same text has the same lines, and what an edit did not touch keeps its
 * contents; only their places are others.
 */
export function linesOf(source: Source): readonly RawLine[] {
  const { name, text } = source;
  const before = versions.get(name);
  if (before?.text === text) return before.lines;
  const lines = before === undefined ? [...readLines(source)] : follow(before, source);
  keep(versions, name, text.length <= LONGEST_TEXT ? { text, lines } : undefined, MOST_TEXTS);
  return lines;
}

/** The lines of the next version of a text. */
function follow(before: Version, source: Source): readonly RawLine[] {
  const { text } = source;
  const { lines: old } = before;
  const { same: prefix, tail: suffix } = editOf(before.text, text);
  // A line is the same where the line after it begins in the same text: all that ends it was seen then.
  let kept = 0;
  while (kept + 1 < old.length && startOf(old[kept + 1]) < prefix) kept++;
  const lines = old.slice(0, kept);
  const contents = contentsOf(old, kept, before.text.length - suffix);
  const last = lines.at(-1);
  const from = last === undefined ? undefined : { at: text.indexOf("\n", last.span.end) + 1, number: last.number };
  const moved = text.length - before.text.length;
  let next = kept;
  for (const line of readLines(source, from)) {
    const { start } = line.span;
    while (next < old.length && startOf(old[next]) + moved < start) next++;
    const same = old[next];
    if (same !== undefined && start >= text.length - suffix && startOf(same) + moved === start) {
      const renumbered = line.number - same.number;
      for (const one of old.slice(next)) lines.push(placed(one, moved, renumbered));
      return lines;
    }
    lines.push(withContent(line, contents.get(line.text)));
  }
  return lines;
}

function startOf(line: RawLine | undefined): number {
  return line?.span.start ?? Number.POSITIVE_INFINITY;
}

/** The same line further on or back. */
function placed(line: RawLine, moved: number, renumbered: number): RawLine {
  if (moved === 0 && renumbered === 0) return line;
  const { source, start, end } = line.span;
  const span = { source, start: start + moved, end: end + moved };
  return { ...line, span, number: line.number + renumbered };
}

/** What the lines said between two places: there may have been several edits at once, with lines in between that stayed. */
function contentsOf(old: readonly RawLine[], from: number, end: number): ReadonlyMap<string, LineContent> {
  const contents = new Map<string, LineContent>();
  for (let at = from; startOf(old[at]) < end; at++) {
    const content = old[at]?.content;
    if (content !== undefined) contents.set(content.text, content);
  }
  return contents;
}

/** A line with the content that it had; else with a text of its own: V8 keeps the whole text of a version for a piece of it. */
function withContent(line: RawLine, known: LineContent | undefined): RawLine {
  if (known?.exact === line.exact) return { ...line, text: known.text, content: known };
  const text = ` ${line.text}`.slice(1);
  return { ...line, text, content: new LineContent(text, line.exact) };
}
