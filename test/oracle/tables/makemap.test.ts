// Access maps: the same keys, values, duplicates and refused lines as makemap, on generated and on real files.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parseTable, updateTable } from "../../../server/src/tables/index.ts";
import type { Table } from "../../../server/src/tables/types.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { corpusFiles, LONG, program, run, safeFolder } from "../programs.ts";
import { pieceOfTable, tableText } from "./generators.ts";

const makemap = program("makemap");
const folder = safeFolder();
afterAll(() => folder.dispose());

const RUNS = LONG ? 20_000 : 1_000;

/** makemap's account of a text: what it stores, and what it says of which line (its own count: a line that is cut counts on). */
function askMakemap(bytes: string): { entries: string[]; messages: string[] } {
  const map = path.join(folder.dir, "map");
  rmSync(`${map}.db`, { force: true });
  const made = run(makemap, ["hash", map], bytes);
  const dumped = run(makemap, ["-u", "hash", map]);
  expect(dumped.status).toBe(0);
  const messages = [...made.stderr.matchAll(/^makemap: [^\n]*?: line \d+: ([^\n]*)$/gm)].map((found) => found[1] ?? "");
  expect(made.status).toBe(messages.length === 0 ? 0 : 65);
  // Stored values cannot hold a line end, so one line of the dump is one entry.
  return { entries: dumped.stdout.split("\n").slice(0, -1).sort(), messages };
}

/** The same account from our table. makemap repeats "line too long" for each further piece of a line. */
function account(table: Table): { entries: string[]; messages: string[] } {
  const refused = new Set(table.duplicates().map(({ entry }) => entry.keySpan.start));
  const entries = [...table.entries()]
    .filter((entry) => !refused.has(entry.keySpan.start))
    .map((entry) => toBytes(`${entry.lookup}\t${entry.stored}`));
  return { entries: entries.sort(), messages: table.errors().map((error) => toBytes(error.message)) };
}

function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function onceEach(messages: readonly string[]): string[] {
  return messages.filter((message, at) => !(message.startsWith("line too long") && messages[at - 1] === message));
}

function compare(text: string): void {
  const theirs = askMakemap(toBytes(text));
  const ours = account(parseTable(TextDocument.create("file:///access", "", 1, text), "access"));
  expect(ours.entries).toEqual(theirs.entries);
  expect(onceEach(ours.messages)).toEqual(onceEach(theirs.messages));
}

describe("an access map says what makemap says", () => {
  test("on generated files", () => {
    let files = 0;
    let lines = 0;
    fc.assert(
      fc.property(tableText, (text) => {
        files++;
        lines += text.split("\n").length;
        compare(text);
      }),
      { numRuns: RUNS },
    );
    console.log(`makemap agrees on ${files} generated files, ${lines} lines`);
  });

  test("on real files", () => {
    const files = [...corpusFiles("access"), ...corpusFiles("other"), ...corpusFiles("relay-domains")];
    for (const file of files) compare(readFileSync(file, "utf8"));
    console.log(`makemap agrees on ${files.length} real files`);
  });
});

describe("an edited table equals one read afresh", () => {
  test("after generated edits", () => {
    let edits = 0;
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.nat(60),
      text: pieceOfTable,
      /** Typed into the document; else it is another document, as of a file that was written anew. */
      isTyped: fc.boolean(),
    });
    const documentOf = (text: string) => TextDocument.create("file:///access", "", 1, text);
    fc.assert(
      fc.property(
        fc.array(pieceOfTable, { minLength: 1, maxLength: 300 }),
        fc.array(edit, { maxLength: 8 }),
        (parts, changes) => {
          let document = documentOf(parts.join("\n").repeat(4));
          let table = parseTable(document, "access");
          table.errors();
          for (const { at, drop, text, isTyped } of changes) {
            edits++;
            const offset = Math.floor(at * document.length);
            const range = { start: document.positionAt(offset), end: document.positionAt(offset + drop) };
            const typed = TextDocument.update(document, [{ range, text }], 2);
            document = isTyped ? typed : documentOf(typed.getText());
            table = updateTable(table, document);
            const fresh = parseTable(documentOf(document.getText()), "access");
            expect(table.lineCount).toBe(fresh.lineCount);
            expect(table.errors()).toEqual(fresh.errors());
            expect([...table.entries()].map(flat)).toEqual([...fresh.entries()].map(flat));
            for (const entry of table.entries())
              expect(table.lookup(entry.lookup)?.line).toBe(fresh.lookup(entry.lookup)?.line);
          }
        },
      ),
      { numRuns: LONG ? 2_000 : 200 },
    );
    console.log(`${edits} edits checked`);
  });
});

function flat(entry: ReturnType<Table["entryAt"]>): string {
  return entry === undefined ? "" : [entry.line, entry.tag, entry.lookup, entry.stored, entry.lineSpan.start].join("|");
}
