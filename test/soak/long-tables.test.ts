// What is asked in tables of very many lines: formatting a range of them, and another name for what most lines have.
import { describe, expect, it } from "vitest";
import { EditorFeatures } from "../../server/src/features/editor.ts";
import { EDITORS } from "../../server/src/kinds/editors.ts";
import { siteFrom, testUri } from "../../server/src/site/testing.ts";
import { TextDocument } from "../../server/src/text.ts";

const features = new EditorFeatures(EDITORS);
const URI = testUri("virtusertable");
const LINES = 150_000;
const TEXT = Array.from({ length: LINES }, (_, line) => `user${line}@shop.example joe\n`).join("");

describe("in a table of very many lines", () => {
  it("a range is formatted by itself, as it would be with the lines around it", async () => {
    const site = await siteFrom({ virtusertable: TEXT });
    const document = site.document(URI);
    if (document === undefined) throw new Error("the table is not there");
    const range = { start: { line: 99_998, character: 0 }, end: { line: 100_001, character: 0 } };
    const edits = [...(features.format(site, URI, range, {}) ?? [])];
    const after = TextDocument.applyEdits(document, edits).split("\n");
    // From line 100,000 on another group begins: its keys are longer by a digit, and fit the same column.
    expect(edits).toHaveLength(4);
    expect(after.slice(99_997, 100_003)).toEqual([
      "user99997@shop.example joe",
      "user99998@shop.example\tjoe",
      "user99999@shop.example\tjoe",
      "user100000@shop.example\tjoe",
      "user100001@shop.example\tjoe",
      "user100002@shop.example joe",
    ]);
  });

  it("a name that is in too many places for one change is not renamed, and only some of the places are shown", async () => {
    const site = await siteFrom({ virtusertable: TEXT });
    const position = { line: 7, character: 8 };
    expect(features.renamable(site, URI, position, {})).toMatchObject({ placeholder: "shop.example" });
    expect(features.rename(site, URI, position, "store.example", {})).toMatch(/is in more than 50,000 places/);
    expect(features.references(site, URI, position, true, {})).toHaveLength(2_000);
    const rare = { line: 7, character: 2 };
    expect(features.references(site, URI, rare, true, {})).toHaveLength(1);
  });
});
