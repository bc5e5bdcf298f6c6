// The lines that name keys, over histories of edits: the same as in a file that is read for the first time.
import fc from "fast-check";
import { expect, it } from "vitest";
import { TextDocument } from "../text.ts";
import { parseTable, updateTable } from "./index.ts";
import { References } from "./references.ts";

const names = fc.constantFrom("a", "b", "c", "D", "e", "f");
const line = fc.tuple(names, names).map(([key, value]) => `${key} ${value}`);
/** An edit: `count` lines from a place on give way to new ones. */
const edit = fc.record({ at: fc.nat(900), count: fc.nat(4), lines: fc.array(line, { maxLength: 4 }) });

it("finds after each edit what a fresh look finds", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), fc.boolean(), (edits, isOther) => {
      // Long enough for several blocks.
      let lines = Array.from({ length: 900 }, (_, at) => `k${at} v${at}`);
      let table = parseTable(TextDocument.create("x:", "", 0, ""), "map");
      const followed = new References();
      for (const [version, { at, count, lines: some }] of edits.entries()) {
        lines = lines.toSpliced(at, count, ...some);
        table = updateTable(table, TextDocument.create("x:", "", version, lines.join("\n")));
        const options = {
          namesIn: ({ value }: { value: string }) => [value.toLowerCase()],
          counts: ({ value }: { value: string }, names: readonly string[]) =>
            names.some((name) => table.lookup(name) !== undefined) || (isOther && version > 3 && value === "v0"),
          context: String(isOther && version > 3),
        };
        const places = (all: ReturnType<References["find"]>, most?: number) =>
          all.first(most).map(({ block, offset }) => block.start + offset);
        const blocks = table.blocks();
        const ours = places(followed.find(blocks, blocks, options));
        expect(ours).toEqual(places(new References().find(blocks, blocks, options)));
        expect(places(followed.find(blocks, blocks, options), 2)).toEqual(ours.slice(0, 2));
        const numbers = [...ours.keys()].filter((at) => at % 3 === 1);
        expect(
          followed
            .find(blocks, blocks, options)
            .only(numbers)
            .map(({ block, offset }) => block.start + offset),
        ).toEqual(numbers.map((at) => ours[at]));
        found += ours.length;
      }
    }),
    { numRuns: 15 },
  );
  expect(found).toBeGreaterThan(20);
});

it("asks only lines that changed, and those that name a key which came or went", () => {
  const text = (last: string) => `${Array.from({ length: 2000 }, (_, at) => `k${at} v${at}`).join("\n")}\n${last}\n`;
  let table = parseTable(TextDocument.create("x:", "", 0, text("one two")), "map");
  const followed = new References();
  let asked = 0;
  const find = () =>
    followed.find(table.blocks(), table.blocks(), {
      namesIn: ({ value }) => {
        asked++;
        return [value];
      },
      counts: (_, names) => names.some((name) => table.lookup(name) !== undefined),
      context: "",
    }).count;
  find();
  const count = (last: string): number => {
    asked = 0;
    table = updateTable(table, TextDocument.create("x:", "", 1, text(last)));
    expect(find()).toBe(last === "v7 two" ? 1 : 0);
    return asked;
  };
  const block = count("one three");
  expect(block).toBeLessThan(600);
  expect(count("v7 two")).toBeLessThan(2 * 600);
});
