// The lists of facts about tables and of reports (docs/facts-*.md): the tests that they name exist, and have what is said of them.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const text = readFileSync(path.join(ROOT, "docs/facts-tables.md"), "utf8");
const TABLES = path.join(ROOT, "test/oracle/tables");

test("each test that is named exists", () => {
  const names = [...new Set([...text.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, name = ""]) => name))];
  const missing = names.filter((name) => !existsSync(path.resolve(name.startsWith("test/") ? ROOT : TABLES, name)));
  expect(missing).toEqual([]);
  expect(names.length).toBeGreaterThan(15);
});

/** The rows of a list whose two places are not there, and how many rows it has. Files are named from a folder. */
function rowsOf(list: string, folder: string) {
  const rows = list.split("\n").filter((line) => /^\|.*`\S+\.ts` "/.test(line));
  const wrong = rows.filter((row) => {
    const places = [...row.matchAll(/`(\S+\.ts)` "(.*?)" \|/g)].map(([, file = "", words = ""]) => ({
      file: path.resolve(folder, file),
      words: words.replaceAll("\\|", "|"),
    }));
    return (
      places.length !== 2 ||
      !places.every(({ file, words }) => existsSync(file) && readFileSync(file, "utf8").includes(words))
    );
  });
  return { wrong, count: rows.length };
}

test("each row about tables names two places in tests that are there", () => {
  const { wrong, count } = rowsOf(text, TABLES);
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(160);
});

test("so does each row about a report", () => {
  const reports = readFileSync(path.join(ROOT, "docs/facts-reports.md"), "utf8");
  const { wrong, count } = rowsOf(reports, path.join(ROOT, "test/oracle/mistakes"));
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(85);
});
