// What an edit keeps of a document in pieces. (test/soak/document.test.ts compares its answers with the flat document's.)
import { describe, expect, test } from "vitest";
import { PIECE_LINES, TextDocument } from "./document.ts";

const URI = "file:///etc/mail/access";

describe("a document in pieces", () => {
  const lines = Array.from({ length: 100 * PIECE_LINES }, (_, line) => `host${line}.example OK\n`);

  test("an edit keeps all pieces but the one it is in", () => {
    const before = TextDocument.create(URI, "", 0, lines.join(""));
    const at = { line: 50 * PIECE_LINES, character: 0 };
    const after = TextDocument.update(before, [{ range: { start: at, end: at }, text: "new" }], 1);
    const kept = new Set(before.pieces);
    expect(after.pieces.filter((piece) => !kept.has(piece))).toHaveLength(1);
    expect(after.getText()).toBe(lines.with(at.line, `new${lines[at.line]}`).join(""));
  });

  test("another text keeps the pieces at both ends that are the same", () => {
    const before = TextDocument.create(URI, "", 0, lines.join(""));
    const after = TextDocument.update(before, [{ text: lines.toSpliced(50 * PIECE_LINES, 3, "new\n").join("") }], 1);
    const kept = new Set(before.pieces);
    expect(after.pieces.filter((piece) => !kept.has(piece)).length).toBeLessThan(4);
  });
});
