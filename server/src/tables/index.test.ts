// Tables: lines, keys, values, errors; and that an edit costs only the lines around it.
import { describe, expect, test } from "vitest";
import { TextDocument } from "../text.ts";
import { type MakemapOptions, parseTable, updateTable } from "./index.ts";
import type { Table, TableEntry } from "./types.ts";

function access(text: string): Table {
  return parseTable(TextDocument.create("file:///access", "", 1, text), "access");
}

function classFile(text: string, format?: string): Table {
  return parseTable(TextDocument.create("file:///names", "", 1, text), "class", { format });
}

function entries(table: Table): TableEntry[] {
  return [...table.entries()];
}

describe("access maps", () => {
  test("tag, key and value with their places", () => {
    const text = "# c\nConnect:192.0.2\t RELAY  \r\nplain OK";
    const table = access(text);
    const [first, second] = entries(table);
    expect(first).toMatchObject({ line: 1, tag: "Connect", key: "192.0.2", value: "RELAY", stored: "RELAY  \r" });
    expect(first?.lookup).toBe("connect:192.0.2");
    const cut = (span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);
    expect(cut(first?.tagSpan)).toBe("Connect");
    expect(cut(first?.keySpan)).toBe("192.0.2");
    expect(cut(first?.valueSpan)).toBe("RELAY");
    expect(cut(first?.lineSpan)).toBe("Connect:192.0.2\t RELAY  ");
    expect(second).toMatchObject({ line: 2, tag: "", key: "plain", value: "OK" });
    expect(table.lineCount).toBe(3);
    expect(table.comments().map(({ line, text: comment }) => [line, comment])).toEqual([[0, "# c"]]);
  });

  test.each([
    ["IPv6:2001:db8:1", "", "IPv6:2001:db8:1"],
    ["Connect:IPv6:2001:db8:1", "Connect", "IPv6:2001:db8:1"],
    ["2001:db8::1", "", "2001:db8::1"],
    ["fe80::1", "", "fe80::1"],
    ["bcc:x@example.org", "bcc", "x@example.org"],
    ["ClientRate:", "ClientRate", ""],
    ["Conect:10", "Conect", "10"],
    ["user@a:b", "", "user@a:b"],
    [":x", "", ":x"],
  ])("the tag of %s", (key, tag, rest) => {
    expect(entries(access(`${key} OK\n`))[0]).toMatchObject({ tag, key: rest });
  });

  test("what makemap refuses, in its words", () => {
    const long = "k ".padEnd(1030, "v");
    const table = access(`a OK\n A OK\nb\nA NO\nx\0y OK\n${long}\n\n`);
    expect(table.errors().map(({ line, code, message, first }) => [line, code, message, first])).toEqual([
      [1, "leading-space", "syntax error (leading space)", undefined],
      [2, "no-value", "no RHS for LHS b", undefined],
      [3, "duplicate", "key a: duplicate key", 0],
      [4, "nul", "line too long (1024 bytes max)", undefined],
      [5, "too-long", "line too long (1024 bytes max)", undefined],
      [5, "no-value", "no RHS for LHS vvvvvvv", undefined],
    ]);
    expect(table.lookup("a")?.value).toBe("OK");
  });

  test("lookups fold ASCII letters only", () => {
    const table = access("\u00c9cole.example OK\n");
    expect(table.lookup("\u00c9COLE.example")?.value).toBe("OK");
    expect(table.lookup("\u00e9cole.example")).toBeUndefined();
  });

  test("the entry of a line and of an offset", () => {
    const table = access("# c\n\na OK\n b OK\nc OK\n");
    expect([0, 1, 2, 3, 4, 5, 99, -1].map((line) => table.entryAt(line)?.key)).toEqual([
      undefined,
      undefined,
      "a",
      undefined,
      "c",
      undefined,
      undefined,
      undefined,
    ]);
    expect([0, 4, 5, 7, 9, 10, 16, 20].map((offset) => table.entryAtOffset(offset)?.key)).toEqual([
      undefined,
      undefined,
      "a",
      "a",
      "a",
      undefined,
      "c",
      "c",
    ]);
  });

  test("an empty text", () => {
    const table = access("");
    expect([table.lineCount, table.entryCount, entries(table), table.errors()]).toEqual([1, 0, [], []]);
    expect(table.lookup("x")).toBeUndefined();
    expect(table.entryAt(0)).toBeUndefined();
    expect(updateTable(table, TextDocument.create("file:///access", "", 2, "x OK")).lookup("X")?.value).toBe("OK");
  });
});

describe("class files", () => {
  test("sendmail's own format reads the first word of a line", () => {
    const [first, second] = entries(classFile("  One.example two # x\n#c\n # y\n"));
    expect(first).toMatchObject({ key: "One.example", lookup: "one.example", tag: "", value: "two # x" });
    expect(second).toMatchObject({ line: 2, key: "#", value: "y" });
  });

  test("Debian's format reads all words up to the comment", () => {
    const table = classFile("a b # c\n\td\n", "%[^\\#]");
    expect(entries(table).map(({ line, key, value }) => [line, key, value])).toEqual([
      [0, "a", ""],
      [0, "b", "# c"],
      [1, "d", ""],
    ]);
    expect(table.entryAt(0)?.key).toBe("a");
    expect(table.entryAtOffset(2)?.key).toBe("b");
  });

  test("nothing is refused; what comes twice is told", () => {
    const table = classFile("a\nA\n");
    expect(table.errors()).toEqual([]);
    expect(table.duplicates().map(({ entry, first }) => [entry.line, first.line])).toEqual([[1, 0]]);
  });
});

describe("edits", () => {
  const lines = Array.from({ length: 5000 }, (_, line) => `host${line}.example OK`);
  const document = (text: string) => TextDocument.create("file:///access", "", 2, text);

  test("keep all blocks but those around them", () => {
    const before = access(`${lines.join("\n")}\n`);
    const after = updateTable(before, document(`${lines.with(2500, "host1.example NO").join("\n")}\n`));
    const kept = new Set(before.blocks().map(({ identity }) => identity));
    expect(after.blocks().filter(({ identity }) => !kept.has(identity))).toHaveLength(1);
    expect(after.errors()).toMatchObject([{ line: 2500, code: "duplicate", first: 1 }]);
    expect(before.errors()).toEqual([]);
    expect(before.lookup("host2500.example")?.line).toBe(2500);
    expect(after.lookup("host2500.example")).toBeUndefined();
  });

  test("above all other lines keep the blocks behind them", () => {
    const before = document(`${lines.join("\n")}\n`);
    const start = { line: 3, character: 0 };
    const after = TextDocument.update(before, [{ range: { start, end: start }, text: "a NO\nhost1.example NO\n" }], 3);
    const [old, table] = [parseTable(before, "access"), updateTable(parseTable(before, "access"), after)];
    expect(table.errors()).toMatchObject([{ line: 4, code: "duplicate", first: 1 }]);
    expect(
      table
        .blocks()
        .slice(2)
        .map(({ start }) => start),
    ).toEqual(
      old
        .blocks()
        .slice(1)
        .map(({ start }) => start + 22),
    );
    const next = updateTable(table, TextDocument.update(after, [{ text: `new OK\n${after.getText()}` }], 4));
    const kept = new Set(table.blocks().map(({ identity }) => identity));
    expect(next.blocks().filter(({ identity }) => !kept.has(identity)).length).toBeLessThan(3);
    expect(next.errors()).toMatchObject([{ line: 5, code: "duplicate", first: 2 }]);
  });

  test("blocks say where they stand", () => {
    const table = access(`${lines.join("\n")}\n`);
    const text = `${lines.join("\n")}\n`;
    for (const block of table.blocks()) {
      expect(text.startsWith(`host${block.firstLine}.example`, block.start)).toBe(true);
      expect([...block.entries()]).toHaveLength(block.lineCount);
    }
  });

  test("many small ones do not break the table into splinters", () => {
    let table = access(`${lines.join("\n")}\n`);
    let text = document(`${lines.join("\n")}\n`);
    const start = { line: 2500, character: 0 };
    for (let step = 0; step < 3000; step++) {
      text = TextDocument.update(text, [{ range: { start, end: start }, text: `new${step}.example OK\n` }], step + 2);
      if (step % 10 === 0) table = updateTable(table, text);
    }
    expect(table.blocks().length).toBeLessThan(40);
    expect(table.lookup("new2990.example")?.line).toBe(2500);
  });

  test("an unchanged text gives the same table", () => {
    const table = access("a OK\n");
    expect(updateTable(table, document("a OK\n"))).toBe(table);
  });
});

describe("a map without tags", () => {
  const map = (text: string, makemap: MakemapOptions = {}) =>
    parseTable(TextDocument.create("file:///virtusertable", "", 1, text), "map", { makemap });

  test("takes a colon for a part of the key", () => {
    const [entry] = map("To:joe@a.example  bob # x\n").entries();
    expect(entry).toMatchObject({ tag: "", key: "To:joe@a.example", value: "bob # x" });
    expect(entry?.action.kind).toBe("none");
  });

  test("follows the options of makemap", () => {
    expect(map("A,b\na,c\n", { delimiter: ",", foldsKeys: false }).lookup("A")?.value).toBe("b");
    expect(map("a b\na c\n", { onDuplicate: "replace" }).lookup("A")?.value).toBe("c");
    expect(map("a b\na c\n", { onDuplicate: "replace" }).errors()).toEqual([]);
    expect(map("a\n", { allowsEmpty: true }).lookup("a")?.value).toBe("");
  });
});

describe("aliases", () => {
  const aliases = (text: string, isOldAliases = false) =>
    parseTable(TextDocument.create("file:///aliases", "", 1, text), "aliases", { isOldAliases });

  test("have entries of several lines", () => {
    const table = aliases("bob: a,\n  b, \\\nc\n\njoe :\n\troot\n");
    expect([...table.entries()].map(({ key, stored, line }) => [line, key, stored])).toEqual([
      [0, "bob", "a,  b, c"],
      [4, "joe", "root"],
    ]);
    expect(table.entryAt(2)?.key).toBe("bob");
    expect(table.entryAt(3)).toBeUndefined();
    expect(table.entryAtOffset(20)?.key).toBe("joe");
    expect(table.lookup("BOB")?.lineSpan).toMatchObject({ start: 0, end: 16 });
  });

  test("answer with the last of two entries, and say so", () => {
    const table = aliases("bob: a\nBob: c,\n d\n");
    expect(table.lookup("bob")?.value).toBe("c, d");
    expect(table.errors()).toMatchObject([
      { line: 2, code: "duplicate", message: "Bob... Warning: duplicate alias name bob", first: 0 },
    ]);
  });

  test("go on over the border between two pieces of the text, also after an edit there", () => {
    const lines = ["bob: a,", ...Array.from({ length: 1500 }, () => " u,"), " z", "joe: b"];
    const before = TextDocument.create("file:///aliases", "", 1, `${lines.join("\n")}\n`);
    const table = parseTable(before, "aliases");
    expect(table.entryAt(1200)?.key).toBe("bob");
    const range = { start: { line: 512, character: 0 }, end: { line: 513, character: 0 } };
    const after = updateTable(table, TextDocument.update(before, [{ range, text: "eve: c\n" }], 2));
    expect([...after.entries()].map(({ key, line }) => [key, line])).toEqual([
      ["bob", 0],
      ["eve", 512],
      ["joe", 1502],
    ]);
  });
});
