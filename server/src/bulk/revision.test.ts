import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextDocument } from "../text.ts";
import { Revision } from "./revision.ts";

const documentOf = (text: string) => TextDocument.create("file:///x", "", 0, text);

/** The first text with the edits of a revision in it. */
function edited(text: string, { edits }: Revision): string {
  return [...edits]
    .reverse()
    .reduce((all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end), text);
}

describe("a revision", () => {
  it("tells changes of several rounds as edits of the first text", () => {
    const revision = new Revision(documentOf("one two three"));
    const change = (start: number, end: number, newText: string) => ({ span: { source: "", start, end }, newText });
    revision.apply([
      { change: change(0, 4, ""), title: "a", harmless: true },
      { change: change(8, 13, "3"), title: "b", harmless: true },
    ]);
    expect(revision.document.getText()).toBe("two 3");
    revision.apply([{ change: change(4, 5, "III"), title: "c", harmless: true }]);
    expect(revision.document.getText()).toBe("two III");
    expect(revision.edits).toEqual([
      { start: 0, end: 4, newText: "", titles: ["a"], harmless: true },
      { start: 8, end: 13, newText: "III", titles: ["b", "c"], harmless: true },
    ]);
  });

  it("agrees with its edits after any changes", () => {
    const rounds = fc.array(fc.tuple(fc.nat(30), fc.nat(6), fc.string({ maxLength: 5 })), { maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), rounds, (text, changes) => {
        const revision = new Revision(documentOf(text));
        let expected = text;
        for (const [at, length, newText] of changes) {
          const start = Math.min(at, expected.length);
          const end = Math.min(start + length, expected.length);
          expected = expected.slice(0, start) + newText + expected.slice(end);
          revision.apply([{ change: { span: { source: "", start, end }, newText }, title: "x", harmless: true }]);
        }
        expect(revision.document.getText()).toBe(expected);
        expect(edited(text, revision)).toBe(expected);
        const { edits } = revision;
        for (const [n, edit] of edits.entries()) expect(edit.start).toBeGreaterThanOrEqual(edits[n - 1]?.end ?? 0);
      }),
      { seed: 5 },
    );
  });

  it("makes many changes at once as one after the other from the end, in a text of many pieces too", () => {
    const gap = fc.tuple(fc.nat(40), fc.nat(3), fc.string({ maxLength: 3 }));
    const rounds = fc.array(fc.array(gap, { maxLength: 30 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom("", "ab\r\n", "host.example RELAY\n".repeat(1500)), rounds, (text, all) => {
        const revision = new Revision(documentOf(text));
        let expected = text;
        for (const round of all) {
          let at = 0;
          const changes = round.flatMap(([skip, length, newText]) => {
            // Two changes may touch, but of those in one place the first is an insertion.
            const start = at + skip * (text.length > 100 ? 37 : 1);
            if (start > expected.length) return [];
            const end = Math.min(start + length, expected.length);
            at = end;
            return [{ change: { span: { source: "", start, end }, newText }, title: "x", harmless: true }];
          });
          for (const { change } of [...changes].reverse())
            expected = expected.slice(0, change.span.start) + change.newText + expected.slice(change.span.end);
          revision.apply(changes);
        }
        expect(revision.document.getText()).toBe(expected);
        expect(edited(text, revision)).toBe(expected);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
