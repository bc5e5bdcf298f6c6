// Finds the spans around a place among a million, so that what is asked for each of them stays quick.
import type { Span } from "../../text.ts";

/** Characters that share a drawer. */
const WIDTH = 256;
/** A span over more drawers than this is looked at with every question. */
const MOST_DRAWERS = 64;

export class SpanIndex<Value> {
  readonly #drawers = new Map<string, Value[]>();

  add(span: Span, value: Value): void {
    for (const key of keysOf(span)) {
      const known = this.#drawers.get(key);
      if (known === undefined) this.#drawers.set(key, [value]);
      else known.push(value);
    }
  }

  /** All values whose span touches this one, and others that lie near it. A value may come twice. */
  *near(span: Span): Iterable<Value> {
    if (this.#drawers.size === 0) return;
    yield* this.#drawers.get(wideKey(span)) ?? [];
    const first = Math.floor(span.start / WIDTH);
    const last = Math.floor(span.end / WIDTH);
    for (let drawer = first; drawer <= last; drawer++) yield* this.#drawers.get(`${drawer} ${span.source}`) ?? [];
  }
}

function keysOf(span: Span): readonly string[] {
  const first = Math.floor(span.start / WIDTH);
  const last = Math.floor(span.end / WIDTH);
  if (last - first > MOST_DRAWERS) return [wideKey(span)];
  return Array.from({ length: last - first + 1 }, (_, n) => `${first + n} ${span.source}`);
}

function wideKey({ source }: Span): string {
  return `wide ${source}`;
}
