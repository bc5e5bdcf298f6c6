// Where the places of what is known are after an edit: in the .cf, in the .mc that it is built from, and in the files that either names.
import type { CfText, Interpreter } from "../../interpreter/index.ts";
import { documentEdit, type Edit, type Span, type TextDocument } from "../../text.ts";

/** Where a place of the old text is in the new one; undefined for what was edited. */
export type Moved = (span: Span) => Span | undefined;

/** The places after an edit, the same list where none moved; undefined where one of them was edited. */
export function movedSpans(spans: readonly Span[], moved: Moved): readonly Span[] | undefined {
  const still: Span[] = [];
  for (const span of spans) {
    const place = moved(span);
    if (place === undefined) return undefined;
    still.push(place);
  }
  return still.every((span, at) => span === spans[at]) ? spans : still;
}

/**
 * Where places in a .cf, and in what it is built from, are in the next version. Undefined where lines that were the library's own have
 * places now, or the other way round: what is told of them is another then.
 *
 * @param edit that of the .cf
 */
export function movedBetween(old: Interpreter, new_: Interpreter, edit: Edit): Moved | undefined {
  const [before, now] = [old.cfText, new_.cfText];
  const shifts = new Map<string, Moved>([[now.name, movedBy(edit, before.text.length)]]);
  const shifted: Moved = (span) => {
    const { source } = span;
    const isBeside = new_.files.document(source) !== undefined;
    const known = shifts.get(source) ?? documentMoved(documentOf(old, source), documentOf(new_, source), isBeside);
    shifts.set(source, known);
    return known(span);
  };
  if (before.lines === undefined || now.lines === undefined) return before.lines === now.lines ? shifted : undefined;
  const others = elsewhere(before, now, edit, shifted);
  return others && ((span) => (others.has(keyOf(span)) ? undefined : shifted(span)));
}

/** The document that places are in: of the site, else of a file that the .cf alone names. */
function documentOf({ cfText, files }: Interpreter, uri: string): TextDocument | undefined {
  return cfText.document(uri) ?? files.document(uri);
}

/** @param isBeside true for a file that is read for its lines alone: what those of a .mc make may be made by another one now */
export function documentMoved(
  before: TextDocument | undefined,
  now: TextDocument | undefined,
  isBeside: boolean,
): Moved {
  if (before === now) return (span) => span;
  if (before === undefined || now === undefined) return () => undefined;
  if (before.saysSameAs(now)) return (span) => span;
  const edit = documentEdit(before, now);
  const around = movedBy(edit, before.length);
  const between = isBeside ? keptLines(before, now, edit) : [];
  return between.length === 0 ? around : (span) => around(span) ?? movedWithin(between, span);
}

/** Lines that both versions have one after the other, by their place in the old one. */
interface KeptRun {
  readonly start: number;
  readonly end: number;
  readonly shift: number;
}

/** Edits far apart: more text between them is not compared line by line. */
const MOST_BETWEEN = 100_000;

/**
 * The lines between the first and the last change that are in both versions, in the same order: where several places were edited at once.
 * Of a line that comes twice nobody can say which is which.
 */
function keptLines(before: TextDocument, now: TextDocument, { same, tail }: Edit): readonly KeptRun[] {
  // The last line of the stretch may end where what both have in common begins.
  const more = tail > 0 && before.slice(before.length - tail, before.length - tail + 1) === "\n" ? 1 : 0;
  const [end, endNow] = [before.length - tail + more, now.length - tail + more];
  if (end - same > MOST_BETWEEN || endNow - same > MOST_BETWEEN) return [];
  const lines = linesOnce(before.slice(same, end), same);
  if (lines.size === 0) return [];
  const others = linesOnce(now.slice(same, endNow), same);
  const runs: KeptRun[] = [];
  let last = -1;
  for (const [line, start] of lines) {
    const place = others.get(line);
    if (start === undefined || place === undefined || place <= last) continue;
    last = place;
    const shift = place - start;
    const before = runs.at(-1);
    if (before?.end === start && before.shift === shift) runs.splice(-1, 1, { ...before, end: start + line.length });
    else runs.push({ start, end: start + line.length, shift });
  }
  return runs;
}

/** The whole lines of a stretch, each with where it begins; undefined for one that comes twice. The stretch may begin within a line. */
function linesOnce(text: string, offset: number): ReadonlyMap<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  for (let start = text.indexOf("\n") + 1, end = 0; start > 0; start = end) {
    end = text.indexOf("\n", start) + 1;
    if (end === 0) break;
    const line = text.slice(start, end);
    found.set(line, found.has(line) ? undefined : start + offset);
  }
  return found;
}

function movedWithin(runs: readonly KeptRun[], span: Span): Span | undefined {
  const { source, start, end } = span;
  const run = runs.find((one) => start >= one.start && end < one.end);
  return run && (run.shift === 0 ? span : { source, start: start + run.shift, end: end + run.shift });
}

/** An edit that touches a place is in it: what is typed at its end may belong to it. */
function movedBy({ same, tail, shift }: Edit, length: number): Moved {
  const isSame = tail === 0 && shift === 0 && same === length;
  const { from, isFirst } = { from: length - tail, isFirst: same === 0 };
  return (span) => {
    const { source, start, end } = span;
    if (isSame || end < same) return span;
    if (start < from || (start === 0 && isFirst)) return undefined;
    return shift === 0 ? span : { source, start: start + shift, end: end + shift };
  };
}

/**
 * Places of lines that both versions have and that are made somewhere else now, as when the same text is written by another call.
 * Undefined where one has a place in one version alone.
 */
function elsewhere(before: CfText, now: CfText, edit: Edit, shifted: Moved): ReadonlySet<string> | undefined {
  const [old, new_] = [before.lines ?? [], now.lines ?? []];
  const others = new Set<string>();
  const isUnedited = edit.same === now.text.length && edit.shift === 0;
  const first = isUnedited ? Math.max(old.length, new_.length) : feedsIn(before.text, 0, edit.same);
  const last = isUnedited ? 0 : wholeLinesAfter(before.text, now.text, edit.tail);
  const compare = (was: Span | undefined, is: Span | undefined): boolean => {
    if (was === undefined || is === undefined) return was === is;
    const place = shifted(was);
    if (place !== undefined && !(place.start === is.start && place.end === is.end && place.source === is.source))
      others.add(keyOf(was));
    return true;
  };
  for (let at = 0; at < first; at++) if (!compare(old[at], new_[at])) return undefined;
  for (let back = 1; back <= last; back++)
    if (!compare(old[old.length - back], new_[new_.length - back])) return undefined;
  return others;
}

function keyOf({ source, start, end }: Span): string {
  return `${start} ${end} ${source}`;
}

/** How many lines at the end of two texts are wholly in what they have in common there. */
function wholeLinesAfter(before: string, now: string, tail: number): number {
  const feeds = feedsIn(before, before.length - tail, before.length);
  const beginsLine = [before, now].every((text) => tail === text.length || text[text.length - tail - 1] === "\n");
  const hasOpenEnd = !before.endsWith("\n") && tail > 0;
  return Math.max(0, feeds + (beginsLine ? 0 : -1) + (hasOpenEnd ? 1 : 0));
}

/** Line feeds in a stretch. */
function feedsIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
