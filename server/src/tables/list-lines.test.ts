// Lists as sendmail reads them: test/oracle/kinds/list.test.ts asks sendmail the same.
import { expect, test } from "vitest";
import { TextDocument } from "../text.ts";
import { parseTable, updateTable } from "./index.ts";

const read = (text: string) => [...parseTable(TextDocument.create("file:///list", "", 1, text), "list").entries()];

test.each([
  ["# a\na@x.example, b\n #c\n", ["a@x.example", "b", "#c"]],
  ["\n \n,,a,\n", ["a"]],
  ["a\r\nb \r\n\r\n", ["a", "b"]],
  ["a #@# note\n #@#\nb\t#@#\tnote, c\n", ["a", "b"]],
  ["a #@#note\nb#@# note\n", ["a #@#note", "b#@# note"]],
  ["a\0, b\n\0c\nd", ["a", "d"]],
  ['"|/bin/x a, b", :include:/l\n', ['"|/bin/x a, b"', ":include:/l"]],
  [`${"a,".repeat(1023)}bin\n`, [...Array.from({ length: 1023 }, () => "a"), "b", "in"]],
  [`#${"x".repeat(2050)}\nroot\n`, ["xxxx", "root"]],
  [`a${" ".repeat(2046)}\nb\n`, ["a", "b"]],
])("%j", (text, keys) => {
  const entries = read(text);
  expect(entries.map(({ key }) => key)).toEqual(keys);
  for (const { key, value, keySpan, valueSpan } of entries) {
    expect(value).toBe(key);
    expect(valueSpan).toEqual(keySpan);
    expect(text.slice(keySpan.start, keySpan.end)).toBe(key);
  }
});

test("comments are kept for suppressions, and an edit gives what a fresh reading gives", () => {
  const document = TextDocument.create("file:///list", "", 1, `# one\n${"joe, jim@x.example\n".repeat(3_000)}`);
  const table = parseTable(document, "list");
  expect(table.comments().map(({ line }) => line)).toEqual([0]);
  expect(table.lookup("JIM@x.example")?.line).toBe(1);
  const edit = { range: { start: { line: 2_000, character: 0 }, end: { line: 2_000, character: 3 } }, text: "zoe, a" };
  const next = TextDocument.update(document, [edit], 2);
  const keys = [...updateTable(table, next).entries()].map(({ key, line }) => `${line} ${key}`);
  expect(keys).toEqual([...parseTable(next, "list").entries()].map(({ key, line }) => `${line} ${key}`));
  expect(keys).toContain("2000 zoe");
});
