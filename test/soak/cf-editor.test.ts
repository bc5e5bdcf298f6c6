// The editor's answers in any .cf: nothing fails, every place lies in the text, tokens and parts come in order.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EditorFeatures } from "../../server/src/features/editor.ts";
import { EDITORS } from "../../server/src/kinds/editors.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

const features = new EditorFeatures(EDITORS);

const piece = fc.constantFrom(
  ...[
    "$*",
    "$+",
    "$-",
    "$@",
    "$:",
    "$#",
    "$>",
    "$(",
    "$)",
    "$=",
    "$~",
    "$&",
    "${",
    "}",
    "$1",
    "$?",
    "$|",
    "$.",
    "$$",
    "$",
  ],
  ...[
    "\t",
    " ",
    "\n",
    "\n ",
    "\r\n",
    "#",
    "\\#",
    "###  x  ###",
    "<",
    "@",
    ",",
    "=",
    "/",
    "ä",
    "\0",
    "\ue085",
    "w",
    "name",
    "7",
  ],
  ...["R", "S", "D", "C", "F", "K", "M", "O ", "O", "H", "T", "V", "P", "X", "Q", "E", "S=", "R=", "sequence a b"],
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

describe("the editor in any .cf", () => {
  it("answers, with places in the text", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.nat(), async (given, at) => {
        const site = await siteFrom({ "sendmail.cf": given.replace(/[⟦⟧‸]/g, "") });
        const document = site.cf?.document;
        if (document === undefined) throw new Error("there is no .cf");
        const { uri } = document;
        const end = document.positionAt(given.length);
        const position = document.positionAt(at % (given.length + 1));
        const isIn = ({ line, character }: { line: number; character: number }) =>
          line < end.line || (line === end.line && character <= end.character);
        for (const part of features.outline(site, uri, {}) ?? []) expect(isIn(part.range.end)).toBe(true);
        for (const { startLine, endLine } of features.folding(site, uri, {}) ?? []) {
          expect(startLine).toBeLessThan(endLine);
          expect(endLine).toBeLessThanOrEqual(end.line);
        }
        const data = features.semanticTokens(site, uri, undefined, {}) ?? [];
        expect(data.length % 5).toBe(0);
        expect(data.every((number) => number >= 0)).toBe(true);
        for (const place of features.references(site, uri, position, true, {}) ?? [])
          expect(isIn(place.range.end)).toBe(true);
        features.highlights(site, uri, position, {});
        features.hover(site, uri, position, {});
        features.completion(site, uri, position, {});
      }),
      { numRuns: 2000 },
    );
  });
});
