// Sources of maps: the same keys, values, duplicates and refused lines as makemap with any options, on generated and on real files.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type MakemapOptions, parseTable, type TableKind, updateTable } from "../../../server/src/tables/index.ts";
import type { Table } from "../../../server/src/tables/types.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { corpusFiles, LONG, safeFolder } from "../programs.ts";
import { compareMaps } from "./ask-makemap.ts";
import { pieceOfTable, tableText } from "./generators.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const RUNS = LONG ? 5_000 : 400;

function compare(text: string, flags: readonly string[] = [], options: MakemapOptions = {}): void {
  compareMaps(folder, text, { flags }, options);
}

/** Options that change what makemap reads, one by one and together. */
const OPTIONS: readonly (readonly [readonly string[], MakemapOptions])[] = [
  [["-f"], { foldsKeys: false }],
  [["-r"], { onDuplicate: "replace" }],
  [["-d"], { onDuplicate: "keep" }],
  [["-e"], { allowsEmpty: true }],
  [["-t,"], { delimiter: "," }],
  [["-t:"], { delimiter: ":" }],
  [["-D;"], { comment: ";" }],
  [["-e", "-f", "-t:", "-D;"], { allowsEmpty: true, foldsKeys: false, delimiter: ":", comment: ";" }],
  [["-f", "-r"], { foldsKeys: false, onDuplicate: "replace" }],
];

describe("a map's source says what makemap says", () => {
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

  test.each(OPTIONS)("on generated files with %j", (flags, options) => {
    const { delimiter = " ", comment = "#" } = options;
    const ofOptions = fc
      .tuple(tableText, fc.constantFrom(delimiter, delimiter, `${delimiter}${delimiter}`))
      .map(([text, between]) => text.replace(/ +/g, between).replaceAll(/^#/gm, comment));
    fc.assert(
      fc.property(ofOptions, (text) => compare(text, flags, options)),
      { numRuns: LONG ? 2_000 : 40 },
    );
  });

  test("on real files", () => {
    const files = [...corpusFiles("access"), ...corpusFiles("other"), ...corpusFiles("relay-domains")];
    for (const file of files) compare(readFileSync(file, "utf8"));
    console.log(`makemap agrees on ${files.length} real files`);
  });
});

describe("an edited table equals one read afresh", () => {
  test.each<TableKind>(["access", "aliases", "text"])("after generated edits in a file of kind %s", (kind) => {
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
          let table = parseTable(document, kind);
          table.errors();
          for (const { at, drop, text, isTyped } of changes) {
            edits++;
            const offset = Math.floor(at * document.length);
            const range = { start: document.positionAt(offset), end: document.positionAt(offset + drop) };
            const typed = TextDocument.update(document, [{ range, text }], 2);
            document = isTyped ? typed : documentOf(typed.getText());
            table = updateTable(table, document);
            const fresh = parseTable(documentOf(document.getText()), kind);
            expect(table.lineCount).toBe(fresh.lineCount);
            expect(table.errors()).toEqual(fresh.errors());
            expect([...table.entries()].map(flat)).toEqual([...fresh.entries()].map(flat));
            for (const entry of table.entries())
              expect(table.lookup(entry.lookup)?.line).toBe(fresh.lookup(entry.lookup)?.line);
          }
        },
      ),
      { numRuns: LONG ? 2_000 : kind === "access" ? 100 : 50 },
    );
    console.log(`${edits} edits checked`);
  });
});

function flat(entry: ReturnType<Table["entryAt"]>): string {
  return entry === undefined ? "" : [entry.line, entry.tag, entry.lookup, entry.stored, entry.lineSpan.start].join("|");
}
