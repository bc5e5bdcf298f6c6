import fc from "fast-check";
import { expect, it } from "vitest";
import type { Span } from "../text.ts";
import { meets, SpanIndex } from "./spans.ts";

const span = fc
  .tuple(fc.constantFrom("a", "b"), fc.nat(30), fc.nat(10))
  .map(([source, start, length]): Span => ({ source, start, end: start + length }));

it("finds what a look at each stretch would find, the last first", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 40 }), span, (spans, place) => {
      const items = spans.map((one) => ({ span: one }));
      const found = new SpanIndex(items).meeting(place);
      expect(new Set(found)).toEqual(new Set(items.filter((item) => meets(item.span, place))));
      const starts = found.map((item) => item.span.start);
      expect(starts).toEqual(starts.toSorted((a, b) => b - a));
    }),
  );
});

it.each<[[number, number], [number, number], boolean]>([
  [[0, 2], [1, 3], true],
  [[0, 2], [2, 2], true],
  [[2, 2], [2, 2], false],
  [[0, 2], [3, 4], false],
])("%j and %j", ([start, end], [from, to], expected) => {
  expect(meets({ source: "a", start, end }, { source: "a", start: from, end: to })).toBe(expected);
});
