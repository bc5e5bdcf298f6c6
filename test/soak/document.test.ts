// The document in pieces answers as the one of vscode-languageserver-textdocument does, whatever is done to it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument as FlatDocument, type Position } from "vscode-languageserver-textdocument";
import { PIECE_LINES, TextDocument } from "../../server/src/text/document.ts";

const URI = "file:///etc/mail/access";

/** Short words, line ends of all kinds and halves of surrogate pairs. */
const word = fc.constantFrom("\n", "\n", "\r\n", "\r", "a", "bc ", "\u{1F4E7}", "\ud83d", "\udce7", "\0", "\u0100");
const snippet = fc.array(word, { maxLength: 12 }).map((words) => words.join(""));
/** A text of several pieces: a snippet many times over. */
const long = fc.tuple(snippet, fc.nat({ max: 3 * PIECE_LINES }), snippet).map(([a, n, b]) => `${a.repeat(n)}${b}`);
const text = fc.oneof(snippet, long);

/** Places in a document of `lines` lines, those that it does not have included. */
function places(lines: number): fc.Arbitrary<Position> {
  const line = fc.oneof(
    fc.integer({ min: -1, max: lines + 1 }),
    fc.integer({ min: 0, max: 6 }).map((n) => Math.min(lines, n * PIECE_LINES)),
  );
  return fc.record({ line, character: fc.integer({ min: -1, max: 30 }) });
}

const change = fc.record({
  isWhole: fc.nat(7).map((n) => n === 0),
  text: fc.oneof({ weight: 5, arbitrary: snippet }, { weight: 1, arbitrary: text }),
});

/** Both documents give the same answers; `positions` are asked for besides all offsets around the ends of pieces. */
function expectSame(own: TextDocument, flat: FlatDocument, positions: readonly Position[]): void {
  const whole = flat.getText();
  expect(own.length).toBe(whole.length);
  expect(own.lineCount).toBe(flat.lineCount);
  expect(own.pieces.map((piece) => piece.slice()).join("")).toBe(whole);
  for (const piece of own.pieces.slice(0, -1)) expect(piece.slice().endsWith("\n")).toBe(true);
  const offsets = new Set([-1, 0, 1, 2, whole.length - 1, whole.length, whole.length + 1]);
  let start = 0;
  for (const { length } of own.pieces) {
    start += length;
    for (const by of [-2, -1, 0, 1, 2]) offsets.add(start + by);
  }
  for (const offset of offsets) expect([offset, own.positionAt(offset)]).toEqual([offset, flat.positionAt(offset)]);
  for (const position of positions)
    expect([position, own.offsetAt(position)]).toEqual([position, flat.offsetAt(position)]);
  positions.forEach((start, at) => {
    expect(own.getLineRange(start.line)).toEqual(flat.getLineRange(start.line));
    expect(own.getEOLCharacters(start.line)).toBe(flat.getEOLCharacters(start.line));
    const end = positions[at + 1] ?? { line: 0, character: 0 };
    expect(own.getText({ start, end })).toBe(flat.getText({ start, end }));
  });
  expect(own.getText()).toBe(whole);
}

describe("a document in pieces", () => {
  test("answers as the flat one, after any edits", () => {
    fc.assert(
      fc.property(text, fc.array(change, { maxLength: 8 }), fc.gen(), (start, changes, gen) => {
        let own = TextDocument.create(URI, "", 0, start);
        let flat = FlatDocument.create(URI, "", 0, start);
        const position = () => gen(places, flat.lineCount);
        expectSame(own, flat, [position(), position(), position()]);
        changes.forEach(({ isWhole, text }, at) => {
          const change = isWhole ? { text } : { range: { start: position(), end: position() }, text };
          const before = own;
          own = TextDocument.update(own, [change], at + 1);
          expect([own.version, before.version, before.getText() === flat.getText()]).toEqual([at + 1, at, true]);
          // Made anew, since an edit behind the last line gives the flat one wrong line offsets.
          flat = FlatDocument.create(URI, "", 0, FlatDocument.update(flat, [change], at + 1).getText());
          expectSame(own, flat, [position(), position(), position()]);
        });
      }),
      { numRuns: 300 },
    );
  });

  test("many edits make neither splinters nor large pieces", () => {
    const lines = Array.from({ length: 100 * PIECE_LINES }, (_, line) => `host${line}.example OK\n`);
    let document = TextDocument.create(URI, "", 0, lines.join(""));
    for (let step = 0; step < 5000; step++) {
      const start = { line: (step * 7919) % document.lineCount, character: 0 };
      const end = { line: start.line + (step % 3 === 0 ? 30 : 0), character: 0 };
      document = TextDocument.update(document, [{ range: { start, end }, text: "new\n".repeat(step % 20) }], step);
    }
    expect(document.pieces.length).toBeLessThan((8 * document.lineCount) / PIECE_LINES);
    for (const { lineEnds } of document.pieces) expect(lineEnds.length).toBeLessThanOrEqual(PIECE_LINES);
  });
});
