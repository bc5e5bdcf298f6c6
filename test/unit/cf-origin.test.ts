// From a line of a .cf to the line of the .mc that made it, and how a hover says it.
import { describe, expect, it } from "vitest";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";

const LIBRARY = "file:///usr/share/sendmail/cf/m4/cf.m4";
const MC = "file:///etc/mail/sendmail.mc";
const CF = "file:///etc/mail/sendmail.cf";

/** A library that writes one line of its own, and what is given to it. */
const library = "divert(-1)\ndefine(`SMART', `DS$1')\ndivert(0)dnl\nV10/Berkeley\n";
const mc = "dnl a comment\nSMART(`smart.example.com')\nC{Own}a b\n";

function open(cf: string) {
  return createService(memoryWorkspace({ [LIBRARY]: library, [MC]: mc, [CF]: cf }));
}

describe("a line of a .cf", () => {
  const BUILT = "V10/Berkeley\nDSsmart.example.com\nC{Own}a b\n";

  it("leads to the line of the .mc that made it", async () => {
    const service = open(BUILT);
    const places = await service.definition(CF, { line: 1, character: 6 });
    expect(places.map(({ uri, range }) => [uri, range.start.line])).toEqual([[MC, 1]]);
    const own = await service.definition(CF, { line: 2, character: 3 });
    expect(own.map(({ uri, range }) => [uri, range.start.line])).toEqual([
      [CF, 2],
      [MC, 2],
    ]);
  });

  it("is found where the .cf has moved it since", async () => {
    const places = await open(`# a comment\n\n${BUILT}`).definition(CF, { line: 3, character: 6 });
    expect(places.map(({ uri, range }) => [uri, range.start.line])).toEqual([[MC, 1]]);
  });

  it("leads nowhere where the library alone made it, or the .mc does not make it", async () => {
    expect(await open(BUILT).definition(CF, { line: 0, character: 3 })).toEqual([]);
    expect(await open(`${BUILT}DXother\n`).definition(CF, { line: 3, character: 4 })).toEqual([]);
  });

  it("says in its hover where it comes from", async () => {
    const hover = await open(BUILT).hover(CF, { line: 2, character: 3 });
    expect(JSON.stringify(hover?.contents)).toMatch(/Made from the `.mc`: \[line 3\]/);
  });
});

describe("a line of a .mc", () => {
  it("leads to the lines of the .cf that come from it", async () => {
    const service = open("V10/Berkeley\nDSsmart.example.com\nC{Own}a b\n");
    const places = await service.definition(MC, { line: 1, character: 10 });
    expect(places.map(({ uri, range }) => [uri, range.start.line])).toEqual([[CF, 1]]);
  });

  it("leads to the define of a macro of its own, which is found where it is used", async () => {
    const text = "define(`MY_HOST', `a.example')dnl\nDSMY_HOST\nMY_HOST\n";
    const service = createService(memoryWorkspace({ [MC]: text }));
    const places = await service.definition(MC, { line: 2, character: 3 });
    expect(places.map(({ uri, range }) => [uri, range.start.line])).toEqual([[MC, 0]]);
    const uses = await service.references(MC, { line: 0, character: 10 }, false);
    expect(uses.map(({ range }) => range.start.line)).toEqual([2]);
  });

  it("leads to the file that it includes, and to the library's file of a feature", async () => {
    const part = "file:///etc/mail/part.m4";
    const files = {
      [LIBRARY]: "",
      "file:///usr/share/sendmail/cf/feature/access_db.m4": "",
      [part]: "define(`X', `1')dnl\n",
    };
    const text = "include(`part.m4')dnl\nFEATURE(`access_db')dnl\nFEATURE(`nocanonify')dnl\n";
    const service = createService(memoryWorkspace({ ...files, [MC]: text }));
    const at = async (line: number, character: number) =>
      (await service.definition(MC, { line, character })).map(({ uri }) => uri);
    expect(await at(0, 12)).toEqual([part]);
    expect(await at(1, 12)).toEqual(["file:///usr/share/sendmail/cf/feature/access_db.m4"]);
    expect(await at(2, 12)).toEqual([]);
  });
});

describe("the outline of a .mc", () => {
  const text = `divert(-1)
words
divert(0)dnl
dnl one
dnl two
OSTYPE(\`linux')dnl
define(\`confLOG_LEVEL', \`9')dnl
define(\`confMAX_HOP', \`20')dnl
FEATURE(\`access_db')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
LOCAL_CONFIG
Dxa
Dyb

LOCAL_RULESETS
Smine
`;

  it("has groups of settings, features and mailers, and each word by itself", async () => {
    const outline = await createService(memoryWorkspace({ [MC]: text })).outline(MC);
    expect(outline.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ["OSTYPE linux", undefined],
      ["Settings", ["confLOG_LEVEL", "confMAX_HOP"]],
      ["Features", ["access_db"]],
      ["Mailers", ["local", "smtp"]],
      ["LOCAL_CONFIG", ["x", "y"]],
      ["LOCAL_RULESETS", ["mine"]],
    ]);
  });

  it("folds texts that go nowhere, comments, and sections", async () => {
    const folded = await createService(memoryWorkspace({ [MC]: text })).folding(MC);
    expect(folded.map(({ startLine, endLine, kind }) => [startLine + 1, endLine + 1, kind])).toEqual([
      [1, 3, "comment"],
      [4, 5, "comment"],
      [12, 14, "region"],
      [16, 17, "region"],
    ]);
  });
});
