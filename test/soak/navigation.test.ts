// What editors are told at every word of a server's files: places lie in their texts, lead there and back, nest, and a new name means the same.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Location, Position, Range } from "vscode-languageserver-types";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { TextDocument } from "../../server/src/text.ts";

type Files = Readonly<Record<string, string>>;

const FOLDER = "file:///etc/mail/";
const EXAMPLES = path.resolve(import.meta.dirname, "../../examples");

function example(name: string): Files {
  const names = readdirSync(path.join(EXAMPLES, name)).filter((file) => !/\.(?:md|yaml)$/.test(file));
  return Object.fromEntries(
    names.map((file) => [FOLDER + file, readFileSync(path.join(EXAMPLES, name, file), "latin1")]),
  );
}

/** Files with rules and names of their own, an included part, and characters of two code units. */
const OWN: Files = {
  [`${FOLDER}sendmail.mc`]: `divert(-1)
A note 😀
divert(0)dnl
OSTYPE(\`linux')dnl
include(\`part.m4')dnl
define(\`MY_HUB', \`hub.example.com')dnl a note 𝒳
define(\`MAIL_HUB', \`MY_HUB')dnl
define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl
FEATURE(\`mailertable')dnl
FEATURE(\`use_cw_file')dnl
ifdef(\`MY_HUB', \`define(\`confLOG_LEVEL', \`9')', \`define(\`confLOG_LEVEL', \`8')')dnl
INPUT_MAIL_FILTER(\`spam', \`S=local:/run/spam.sock')dnl
LOCAL_DOMAIN(\`host.example.com')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
LOCAL_CONFIG
D{Site}example.com
C{Vip}joe ann
Kvips hash -o /etc/mail/vips
LOCAL_RULESETS
SMine
R$* < @ $=w > $*\t$: $>Other $1
R$* $={Vip} $*\t$@ $(vips $2 $: \${Site} $)
SOther
R$*\t$#esmtp $@ $1 $: $1
`,
  [`${FOLDER}part.m4`]: "divert(-1)\ndefine(`ADD', `LOCAL_DOMAIN(`$1')')\ndivert(0)dnl\nADD(`dept.example.com')dnl\n",
  [`${FOLDER}mailertable`]: "# one\n# two\ndept.example.com\tesmtp:[hub.example.com]\nold.example   local:joe\n",
  [`${FOLDER}local-host-names`]: "# 😀\nexample.com\nhost.example.com\n",
  [`${FOLDER}aliases`]: "root: joe, ann@example.com\nstaff:\tjoe,\n\tann\nlist: :include:/etc/mail/members\n",
  [`${FOLDER}members`]: "joe\nann@example.com\n",
};

const crlf = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([uri, text]) => [uri, text.replaceAll("\n", "\r\n")]));

const compare = (a: Position, b: Position) => a.line - b.line || a.character - b.character;
const isWithin = (inner: Range, outer: Range) =>
  compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
const touches = (position: Position, { start, end }: Range) =>
  compare(start, position) <= 0 && compare(position, end) <= 0;
const keyOf = ({ uri, range: { start } }: Location) => `${uri} ${start.line}:${start.character}`;

/** All that is wrong with what is said in a site. */
async function faultsIn(files: Files): Promise<readonly string[]> {
  const service = createService(memoryWorkspace(files));
  const documents = new Map(Object.entries(files).map(([uri, text]) => [uri, TextDocument.create(uri, "", 1, text)]));
  const faults: string[] = [];
  for (const [uri, document] of documents) {
    let at = uri;
    const check = (holds: boolean, what: string) => void (holds || faults.push(`${at}: ${what}`));
    const isPlace = (file: string, { start, end }: Range) => {
      const of = documents.get(file);
      const isIn = (one: Position) => {
        const line = of?.getText().split(/\r?\n/)[one.line];
        return line !== undefined && one.character <= line.length;
      };
      return isIn(start) && isIn(end) && compare(start, end) <= 0;
    };
    const edits = await service.format(uri, undefined);
    const formatted = TextDocument.applyEdits(document, [...edits]);
    const again = createService(memoryWorkspace({ ...files, [uri]: formatted }));
    check((await again.format(uri, undefined)).length === 0, "formatting it twice changes it twice");
    const folds = await service.folding(uri);
    for (const one of folds)
      for (const other of folds)
        check(
          one === other ||
            other.endLine < one.startLine ||
            one.endLine < other.startLine ||
            (one.startLine < other.startLine
              ? other.endLine <= one.endLine
              : one.startLine > other.startLine && one.endLine <= other.endLine),
          `folds ${one.startLine} and ${other.startLine} cross`,
        );
    const tokens = await service.semanticTokens(uri, undefined);
    for (let i = 0, end = 0; i < tokens.length; i += 5) {
      const [line = 0, character = 0, length = 0] = tokens.slice(i, i + 3);
      check(length > 0 && (line > 0 || i === 0 || character >= end), `token ${i / 5} overlaps`);
      end = length;
    }
    for (const { range, relatedInformation = [] } of await service.diagnostics(uri)) {
      check(isPlace(uri, range), "a finding is nowhere");
      for (const { location } of relatedInformation)
        check(isPlace(location.uri, location.range), "a link leads nowhere");
    }
    for (const { index } of document.getText().matchAll(/[\w.@-]+/g)) {
      const position = document.positionAt(index + 1);
      at = `${uri}:${position.line + 1}:${position.character}`;
      const hover = await service.hover(uri, position);
      check(hover?.range === undefined || touches(position, hover.range), "the hover is about another place");
      for (const one of await service.definition(uri, position))
        check(documents.has(one.uri) && isPlace(one.uri, one.range), `definition ${keyOf(one)} is nowhere`);
      const uses = await service.references(uri, position, false);
      const all = await service.references(uri, position, true);
      const own = all.find((one) => one.uri === uri && touches(position, one.range));
      check(uses.length === 0 || own !== undefined, "its references are without itself");
      check(new Set(all.map(keyOf)).size === all.length, "a reference comes twice");
      if (own !== undefined)
        for (const use of uses.slice(0, 5)) {
          if (use.uri.endsWith("/members")) continue;
          const back = await service.references(use.uri, use.range.start, true);
          check(
            back.some((one) => keyOf(one) === keyOf(own)),
            `${keyOf(use)} does not lead back`,
          );
        }
      const known = new Set(all.map(keyOf));
      for (const { range } of await service.highlights(uri, position))
        check(known.has(keyOf({ uri, range })), "a highlight is no reference");
      let [inner] = await service.selectionRanges(uri, [position]);
      for (; inner?.parent !== undefined; inner = inner.parent)
        check(
          isWithin(inner.range, inner.parent.range) && !isWithin(inner.parent.range, inner.range),
          "a selection does not grow",
        );
      const offered = await service.prepareRename(uri, position);
      if (typeof offered !== "object") continue;
      const { placeholder } = offered;
      const name = placeholder.includes("@") ? "zz@zz.example" : placeholder.includes(".") ? "zz.example" : "zzname";
      const edit = await service.rename(uri, position, name);
      if (typeof edit !== "object") {
        check(false, `${placeholder} cannot be renamed: ${edit}`);
        continue;
      }
      const changed = { ...files };
      for (const [file, changes] of Object.entries(edit.changes ?? {})) {
        const of = documents.get(file);
        if (of !== undefined) changed[file] = TextDocument.applyEdits(of, changes);
      }
      const renamed = createService(memoryWorkspace(changed));
      const before = (edit.changes?.[uri] ?? []).filter(
        ({ range: { start } }) =>
          start.line === offered.range.start.line && start.character < offered.range.start.character,
      );
      const shift = before.reduce(
        (sum, { newText, range }) => sum + newText.length - (range.end.character - range.start.character),
        0,
      );
      const moved = { line: offered.range.start.line, character: offered.range.start.character + shift + 1 };
      check(
        (await renamed.references(uri, moved, true)).length === all.length,
        `${placeholder} means something else as ${name}`,
      );
    }
  }
  return faults;
}

describe("editors are told what holds together", () => {
  test.each([
    ["the open relay", example("open-relay")],
    ["the closed relay", example("closed-relay")],
    ["names of one's own", OWN],
    ["line ends of Windows", crlf(OWN)],
  ])("in %s", async (_, files) => {
    expect(await faultsIn(files)).toEqual([]);
  });
});
