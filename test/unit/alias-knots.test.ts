// Lengths of chains against a search that knows no hashes and no short cuts.
import fc from "fast-check";
import { expect, it } from "vitest";
import { ANYWHERE, chainLengths } from "../../server/src/rules/facts/alias-knots.ts";
import { hashKey } from "../../server/src/tables/block.ts";
import { joinedLinks } from "../../server/src/tables/references.ts";

const hash = (name: string) => hashKey(name, 0, name.length);
const name = fc.constantFrom(..."abcdefghijkl");
const line = fc.record({
  key: name,
  names: fc.array(fc.oneof(name, name, name, fc.constant(ANYWHERE)), { maxLength: 3 }),
});

type Line = { readonly key: string; readonly names: readonly string[] };

function longest(lines: readonly Line[], { key, names }: Line, path: readonly string[]): number {
  if (path.includes(key) || names.includes(ANYWHERE)) return Number.POSITIVE_INFINITY;
  const next = lines.filter((other) => names.includes(other.key));
  return 1 + Math.max(1, ...next.map((other) => longest(lines, other, [...path, key])));
}

it("is the longest path, and has no end in circles and where a line may lead anywhere", () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const lengths = chainLengths(
        joinedLinks(
          lines.map(({ key, names }) => ({
            keys: Int32Array.of(hash(key)),
            ends: Int32Array.of(names.length),
            names: Int32Array.from(names, hash),
          })),
        ),
      );
      expect(lengths).toEqual(lines.map((one) => longest(lines, one, [])));
      for (const length of lengths) seen.add(length);
    }),
    { numRuns: 300 },
  );
  expect([...seen]).toEqual(expect.arrayContaining([2, 3, 4, 5, Number.POSITIVE_INFINITY]));
});
