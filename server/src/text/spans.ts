// Finding the stretches of text that a place meets, among thousands of them.
import type { Span } from "../text.ts";
import { lastAtMost } from "./document.ts";

/** True if two stretches share a character or touch; two empty ones never do. */
export function meets(a: Span, b: Span): boolean {
  return a.source === b.source && a.start <= b.end && b.start <= a.end && (a.start < b.end || b.start < a.end);
}

/** What is known of the stretches of one source, by their starts. */
interface Sorted<T> {
  readonly items: readonly T[];
  readonly starts: readonly number[];
  /** The furthest end of all stretches up to here: no stretch at or before this one goes further. */
  readonly reach: readonly number[];
}

/** Stretches that can be asked what meets a place, without a look at each of them. */
export class SpanIndex<T extends { readonly span: Span }> {
  readonly #sources = new Map<string, Sorted<T>>();

  /** @param items in any order; they may lie within each other */
  constructor(items: readonly T[]) {
    const bySource = new Map<string, T[]>();
    for (const item of items) {
      const known = bySource.get(item.span.source);
      if (known === undefined) bySource.set(item.span.source, [item]);
      else known.push(item);
    }
    for (const [source, found] of bySource) {
      const sorted = found.sort((a, b) => a.span.start - b.span.start);
      let furthest = -1;
      const reach = sorted.map(({ span }) => {
        furthest = Math.max(furthest, span.end);
        return furthest;
      });
      this.#sources.set(source, { items: sorted, starts: sorted.map(({ span }) => span.start), reach });
    }
  }

  /** All that meet `place`, the last first. */
  meeting(place: Span): readonly T[] {
    const sorted = this.#sources.get(place.source);
    if (sorted === undefined) return [];
    const { items, starts, reach } = sorted;
    const found: T[] = [];
    for (let n = lastAtMost(starts, place.end); n >= 0 && (reach[n] ?? -1) >= place.start; n--) {
      const item = items[n];
      if (item !== undefined && meets(item.span, place)) found.push(item);
    }
    return found;
  }
}
