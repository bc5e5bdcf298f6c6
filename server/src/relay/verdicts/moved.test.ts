import { expect, test } from "vitest";
import { type Span, TextDocument } from "../../text.ts";
import { documentMoved } from "./moved.ts";

const URI = "file:///etc/mail/local-host-names";
const document = (lines: readonly string[]) =>
  TextDocument.create(URI, "", 0, lines.map((line) => `${line}\n`).join(""));
const textAt = (text: TextDocument, { start, end }: Span) => text.slice(start, end);

/** The place of each line, without its end. */
function placesOf(text: TextDocument): readonly Span[] {
  const places: Span[] = [];
  let start = 0;
  for (const line of text.getText().split("\n").slice(0, -1)) {
    places.push({ source: URI, start, end: start + line.length });
    start += line.length + 1;
  }
  return places;
}

/** Which line of the new text each line of the old one is, by its number; undefined for none. */
function followed(before: readonly string[], now: readonly string[], isBeside = true): readonly (number | undefined)[] {
  const [old, new_] = [document(before), document(now)];
  const moved = documentMoved(old, new_, isBeside);
  const after = placesOf(new_);
  return placesOf(old).map((span) => {
    const place = moved(span);
    const line = after.findIndex(({ start, end }) => start === place?.start && end === place.end);
    return line < 0 ? undefined : line;
  });
}

test("lines between two edits keep their places", () => {
  expect(followed(["one", "two", "three", "four", "# x"], ["onex", "two", "three", "four"])).toEqual([
    undefined,
    1,
    2,
    3,
    undefined,
  ]);
  expect(followed(["one", "two", "three", "four"], ["zero", "one", "two", "four", "five"])).toEqual([
    undefined,
    2,
    undefined,
    3,
  ]);
});

test("a line that comes twice between the edits has no place, nor has one that changed its order", () => {
  expect(followed(["a", "two", "two", "three", "z"], ["b", "two", "two", "three", "y"])[1]).toBeUndefined();
  const [, two, three] = followed(["a", "two", "three", "z"], ["b", "three", "two", "y"]);
  expect([two, three].filter((line) => line !== undefined)).toHaveLength(1);
});

test("between two edits of a .mc nothing has a place: another line may make now what this one made", () => {
  expect(followed(["one", "two", "# x"], ["onex", "two"], false)).toEqual([undefined, undefined, undefined]);
});

test("after any edits a place has the same text, and places follow each other as before", () => {
  let state = 20261127;
  const pick = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let kept = 0;
  for (let turn = 0; turn < 2_000; turn++) {
    const before = Array.from({ length: pick(12) }, () => `word${pick(14)}`);
    const now = [...before];
    for (let edits = 1 + pick(4); edits > 0; edits--) {
      const [at, put] = [pick(now.length + 1), pick(3) === 0 ? [] : [`word${pick(14)}${"x".repeat(pick(2))}`]];
      if (pick(4) === 0) now.push(...now.splice(at, 1));
      else now.splice(at, pick(2), ...put);
    }
    const [old, new_] = [document(before), document(now)];
    const moved = documentMoved(old, new_, true);
    let last = -1;
    for (const span of placesOf(old)) {
      const place = moved(span);
      if (place === undefined) continue;
      kept += 1;
      const what = `${JSON.stringify(before)} ${JSON.stringify(now)} ${JSON.stringify(span)}`;
      expect(textAt(new_, place), what).toBe(textAt(old, span));
      expect(place.start, what).toBeGreaterThan(last);
      last = place.start;
    }
  }
  expect(kept).toBeGreaterThan(4_000);
});
