import fc from "fast-check";
import { expect, test } from "vitest";
import { editOf } from "./edit.ts";

/** Unit by unit, as the words say it. */
function shortest(before: string, now: string) {
  const most = Math.min(before.length, now.length);
  let same = 0;
  while (same < most && before[same] === now[same]) same++;
  let tail = 0;
  while (tail < most - same && before.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return { same, tail, shift: now.length - before.length };
}

test("the edit between two texts is the shortest in one place, however long they are", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 3 });
  const long = fc.tuple(letters, fc.integer({ min: 0, max: 700 })).map(([text, times]) => text.repeat(times));
  fc.assert(
    fc.property(long, letters, letters, long, (head, old, new_, tail) => {
      const [before, now] = [head + old + tail, head + new_ + tail];
      expect(editOf(before, now)).toEqual(
        before === now ? { same: now.length, tail: 0, shift: 0 } : shortest(before, now),
      );
    }),
    { numRuns: 2_000 },
  );
});
