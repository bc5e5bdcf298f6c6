// Stretches that a selection grows to, one around the other.
import type { SelectionRange } from "vscode-languageserver-types";
import type { Span, TextDocument } from "../text.ts";
import type { Place } from "./place.ts";
import { isSameRange, rangeOf } from "./ranges.ts";

type Stretch = Pick<Span, "start" | "end">;

/** Letters of words, as editors select them. */
const WORD = /[\w.@-]/;

/** The chain from the word under the cursor to the whole file; `around`: what the kind knows, in any order. */
export function selectionAt({ file: { document }, offset }: Place, around: readonly Stretch[]): SelectionRange {
  const { line } = document.positionAt(offset);
  const start = document.offsetAt({ line, character: 0 });
  const text = document.slice(start, document.offsetAt({ line: line + 1, character: 0 })).replace(/\r?\n$/, "");
  const all = [
    wordAt(text, offset - start, start),
    ...around,
    { start, end: start + text.length },
    { start: 0, end: document.length },
  ];
  return chain(document, offset, all);
}

/** The word around a place in a line, which may be very long; empty where there is none. `start`: where the line begins. */
function wordAt(text: string, at: number, start: number): Stretch {
  let from = at;
  let to = at;
  while (from > 0 && WORD.test(text.charAt(from - 1))) from--;
  while (to < text.length && WORD.test(text.charAt(to))) to++;
  return { start: start + from, end: start + to };
}

function chain(document: TextDocument, offset: number, stretches: readonly Stretch[]): SelectionRange {
  const inner = stretches
    .filter(({ start, end }) => start <= offset && offset <= end && start < end)
    .sort((a, b) => b.end - b.start - (a.end - a.start));
  let selected: SelectionRange = { range: rangeOf(document, { start: 0, end: document.length }) };
  let last: Stretch = { start: 0, end: document.length };
  for (const one of inner) {
    if (one.start < last.start || one.end > last.end) continue;
    const range = rangeOf(document, one);
    // Two stretches may differ in a CR alone, which has no position.
    if (isSameRange(range, selected.range)) continue;
    selected = { range, parent: selected };
    last = one;
  }
  return selected;
}
