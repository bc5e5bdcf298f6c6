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
    const known = shifts.get(source) ?? documentMoved(documentOf(old, source), documentOf(new_, source));
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

function documentMoved(before: TextDocument | undefined, now: TextDocument | undefined): Moved {
  if (before === now) return (span) => span;
  if (before === undefined || now === undefined) return () => undefined;
  return before.saysSameAs(now) ? (span) => span : movedBy(documentEdit(before, now), before.length);
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
