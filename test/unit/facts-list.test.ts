// The list of facts about tables in docs/facts-tables.md: the tests that it names exist, and have what it says that they have.
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

test("each row of the list names two places in tests that are there", () => {
  const rows = text.split("\n").filter((line) => /^\|.*`\S+\.ts` "/.test(line));
  const wrong = rows.flatMap((row) => {
    const places = [...row.matchAll(/`(\S+\.ts)` "(.*?)" \|/g)].map(([, file = "", words = ""]) => ({
      file: path.resolve(TABLES, file),
      words: words.replaceAll("\\|", "|"),
    }));
    const isGood =
      places.length === 2 &&
      places.every(({ file, words }) => existsSync(file) && readFileSync(file, "utf8").includes(words));
    return isGood ? [] : [row];
  });
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(160);
});
