// Outline, folds and growing selections in tables and in a .mc.
import { describe, expect, it } from "vitest";
import type { DocumentSymbol, SelectionRange } from "vscode-languageserver-types";
import { EDITORS } from "../kinds/editors.ts";
import { markedSite } from "../site/testing.ts";
import { EditorFeatures } from "./editor.ts";

const features = new EditorFeatures(EDITORS);
const MC = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nFEATURE(`mailertable')dnl\nMAILER(`smtp')dnl\n";

async function open(files: Readonly<Record<string, string>>) {
  const { site, cursor } = await markedSite(files);
  const uri = cursor?.uri ?? "";
  const document = site.document(uri);
  if (cursor === undefined || document === undefined) throw new Error("there is no cursor");
  const position = document.positionAt(cursor.offset);
  const selected: string[] = [];
  for (let one: SelectionRange | undefined = features.selection(site, uri, position, {}); one; one = one.parent)
    selected.push(document.getText(one.range));
  return {
    outline: features.outline(site, uri, {}) ?? [],
    folds: features.folding(site, uri, {})?.map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`),
    selected,
  };
}

describe("the outline of a table", () => {
  it("has each line by its key, with its tag and its value", async () => {
    const { outline } = await open({
      "sendmail.mc": MC,
      access: "‸# a comment\nConnect:192.0.2\tRELAY\n\nexample.com\tREJECT\n",
    });
    expect(outline.map(({ name, detail, range }) => [name, detail, range.start.line])).toEqual([
      ["Connect:192.0.2", "RELAY", 1],
      ["example.com", "REJECT", 3],
    ]);
  });

  it("has all lines of an alias that goes on", async () => {
    const { outline } = await open({ aliases: "‸staff: a,\n\tb\nroot: c\n" });
    expect(outline.map(({ name, range }) => [name, range.start.line, range.end.line])).toEqual([
      ["staff", 0, 1],
      ["root", 2, 2],
    ]);
  });

  it("shows a long table in runs of lines, the last of them included", async () => {
    const lines = Array.from({ length: 5_000 }, (_, line) => `h${line}.example REJECT\n`).join("");
    const { outline } = await open({ "sendmail.mc": MC, access: `‸${lines}` });
    expect(outline.length).toBeLessThanOrEqual(100);
    expect(outline[0]?.name).toMatch(/^h0\.example … h\d+\.example$/);
    expect(outline.at(-1)?.name).toMatch(/ … h4999\.example$/);
    for (const [at, { range }] of outline.entries())
      expect(range.start.line).toBe(at === 0 ? 0 : (outline[at - 1]?.range.end.line ?? 0) + 1);
  });
});

describe("folds of a table", () => {
  it("are comments of several lines, what follows a heading, and aliases that go on", async () => {
    const { folds } = await open({
      aliases: "‸# one\n# two\n\nroot: a\n# heading\nb: c\nd: e,\n  f\n\n# last\ng: h\n",
    });
    expect(folds).toEqual(["0-1 comment", "4-7 region", "6-7 undefined"]);
  });
});

describe("the outline of a .mc", () => {
  const BRANCHED = `OSTYPE(\`linux')dnl
include(\`own.m4')dnl
define(\`ADD', \`LOCAL_DOMAIN(\`$1')dnl')dnl
ifdef(\`HAS_TABLES', \`FEATURE(\`access_db')', \`FEATURE(\`nouucp', \`reject')')dnl
ifelse(HAS_TABLES, \`no', \`define(\`confLOG_LEVEL', \`14')', \`ifdef(\`NEVER', \`', \`define(\`confLOG_LEVEL', \`9')')')dnl
ADD(\`a.example')
MAILER(\`smtp')dnl
`;
  const PART = "divert(-1)\ndefine(`HAS_TABLES', `yes')\ndivert(0)dnl\nFEATURE(`mailertable')dnl\n";
  const shown = (outline: readonly DocumentSymbol[]) =>
    outline.map(({ name, children = [] }) => [name, ...children.map((one) => one.name)].join(" "));

  it("has what branches that are taken say, and calls of one's own macros, but not what is in their text", async () => {
    const { outline } = await open({ "sendmail.mc": `‸${BRANCHED}`, "own.m4": PART });
    expect(shown(outline)).toEqual([
      "OSTYPE linux",
      "Settings ADD",
      "Features access_db",
      "Settings confLOG_LEVEL",
      "ADD a.example",
      "Mailers smtp",
    ]);
  });

  it("of an included file has what that file says", async () => {
    const { outline } = await open({ "sendmail.mc": BRANCHED, "own.m4": `‸${PART}` });
    expect(shown(outline)).toEqual(["Settings HAS_TABLES", "Features mailertable"]);
  });
});

describe("folds of a .mc", () => {
  it("are texts that go nowhere, however that is written, comments, and calls of several lines", async () => {
    const text =
      "divert(`-1')\na\ndivert\nOSTYPE(`linux')dnl\ndnl one\ndnl two\nifdef(`NEVER',\n`FEATURE(`nouucp')',\n`FEATURE(`access_db',\n`hash /a')')dnl\n";
    const { folds } = await open({ "sendmail.mc": `‸${text}MAILER(\`smtp')dnl\n` });
    expect(folds).toEqual(["0-2 comment", "4-5 comment", "6-9 undefined", "8-9 undefined"]);
  });
});

const SECTIONS = `OSTYPE(\`linux')dnl
LOCAL_CONFIG
C{Blocked}bad.example
Kmymap hash /etc/mail/mymap
Dxvalue
HX-Site: here

MAILER(\`smtp')dnl
MAILER_DEFINITIONS
Mown, P=/usr/bin/own, A=own $u
LOCAL_RULESETS
SLocal_check_mail
R$*\t$: $1
# about the next one
SOwn=99
R$*\t$: $1
R$-\t$: $1

`;

describe("sections of a .mc whose lines go into the .cf", () => {
  it("have what they define below them in the outline, and their whole range", async () => {
    const { outline } = await open({ "sendmail.mc": `‸${SECTIONS}` });
    const shown = outline.map(({ name, range, children }) => [
      `${name} ${range.start.line}-${range.end.line}`,
      ...(children ?? []).map(({ name, detail, range }) =>
        [name, detail, `${range.start.line}-${range.end.line}`].filter(Boolean).join(" "),
      ),
    ]);
    expect(shown.slice(1)).toEqual([
      ["LOCAL_CONFIG 1-5", "Blocked 2-2", "mymap 3-3", "x 4-4", "X-Site 5-5"],
      ["Mailers 7-7", "smtp 7-7"],
      ["MAILER_DEFINITIONS 8-9", "own 9-9"],
      ["LOCAL_RULESETS 10-16", "Local_check_mail 1 rule 11-12", "Own 2 rules 14-16"],
    ]);
  });

  it("fold, and so do their rulesets", async () => {
    const { folds } = await open({ "sendmail.mc": `‸${SECTIONS}` });
    expect(folds).toEqual(["1-5 region", "8-9 region", "10-16 region", "11-12 undefined", "14-16 undefined"]);
  });

  it("end where the next word of sendmail's comes, and a CRLF changes nothing", async () => {
    const text = SECTIONS.replace("LOCAL_RULESETS", "VIRTUSER_DOMAIN(`a.example')dnl\nLOCAL_RULESETS").replaceAll(
      "\n",
      "\r\n",
    );
    const { outline, folds } = await open({ "sendmail.mc": `‸${text}` });
    expect(outline.map(({ name }) => name)).toContain("LOCAL_RULESETS");
    expect(folds).toEqual(["1-5 region", "8-9 region", "11-17 region", "12-13 undefined", "15-17 undefined"]);
  });
});

describe("a selection grows", () => {
  it("in a table from the word to key, line, section and file", async () => {
    const text = "# networks\nConnect:mail.exam‸ple.com\tRELAY\nb RELAY\n";
    const { selected } = await open({ "sendmail.mc": MC, access: text });
    const plain = text.replace("‸", "");
    expect(selected).toEqual(["mail.example.com", "Connect:mail.example.com\tRELAY", plain.trimEnd(), plain]);
  });

  it("in a .mc along quotes, arguments and calls, in text that never runs as well", async () => {
    const line = "ifdef(`NEVER', `define(`confLOG_LEVEL', `te‸n')')dnl";
    const { selected } = await open({ "sendmail.mc": `OSTYPE(\`linux')dnl\n${line}\n` });
    const define = "define(`confLOG_LEVEL', `ten')";
    expect(selected.slice(0, -1)).toEqual([
      "ten",
      "`ten'",
      "`confLOG_LEVEL', `ten'",
      define,
      `\`${define}'`,
      `\`NEVER', \`${define}'`,
      `ifdef(\`NEVER', \`${define}')`,
      line.replace("‸", ""),
    ]);
  });

  it("in a section of a .mc from a word to its field, its rule, its ruleset, its section", async () => {
    const { selected } = await open({ "sendmail.mc": SECTIONS.replace("R$-\t", "R$- ex‸ample\t") });
    expect(selected.slice(0, 3)).toEqual(["example", "R$- example", "R$- example\t$: $1"]);
    expect(selected[3]).toMatch(/^SOwn=99\n/);
    expect(selected[4]).toMatch(/^LOCAL_RULESETS\n/);
  });

  it("in a .cf from a word to its field, its rule, its ruleset", async () => {
    const { selected } = await open({ "sendmail.cf": "V10\nSone\nR$* example.co‸m\t$1\tnote\nR$-\t$1\nStwo\n" });
    expect(selected.slice(1, 4)).toEqual([
      "R$* example.com",
      "R$* example.com\t$1\tnote",
      "Sone\nR$* example.com\t$1\tnote\nR$-\t$1",
    ]);
  });
});
