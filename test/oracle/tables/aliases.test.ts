// Aliases: the same names, values, refused lines, words and exit status as newaliases, on generated files.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { aliasErrors, aliasKey, parseTable } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { corpusFiles, LONG } from "../programs.ts";
import { type Made, NewAliases } from "./newaliases.ts";

const newaliases = new NewAliases();
afterAll(() => newaliases.dispose());

const OWN = new Set(["local.example", "mx.example.com", "localhost"]);

function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** What we say of a file, in the words of newaliases; undefined where it has a name of which we say nothing. */
function account(text: string): Made | undefined {
  // Two backslashes and an empty line at the very end: nobody writes that, and only there we leave one too many.
  if (/\\\\\n+$/.test(text)) return undefined;
  const table = parseTable(TextDocument.create("file:///aliases", "", 1, text), "aliases");
  const messages = aliasErrors(table, (host) => OWN.has(host));
  const refused = new Set(messages.flatMap(({ code, span }) => (code === "not-local" ? [span.start] : [])));
  const stored = new Map<string, string>();
  for (const entry of table.entries()) {
    const key = aliasKey(entry.key);
    if (key.kind === "odd") return undefined;
    if (!refused.has(entry.keySpan.start)) stored.set(key.kind === "address" ? key.user : entry.lookup, entry.stored);
  }
  return {
    entries: [...stored].map(([key, value]) => toBytes(`${key}\t${value}`)).sort(),
    messages: messages.map(({ line, message }) => toBytes(`${line + 1} ${message}`)),
  };
}

function isWarning(message: string): boolean {
  return message.includes("... Warning: ");
}

let files = 0;
let lines = 0;
let refused = 0;
let odd = 0;
function compare(texts: readonly string[]): void {
  const answers = newaliases.ask(texts.map(toBytes));
  let at = 0;
  for (const { made, status } of answers) {
    let isBad = false;
    for (const theirs of made) {
      const text = texts[at++] ?? "";
      const ours = account(text);
      if (ours === undefined) odd++;
      else expect(ours, JSON.stringify(text)).toEqual(theirs);
      isBad ||= theirs.messages.some((message) => !isWarning(message));
    }
    // 64 where an address has no user.
    expect([isBad, status === 0, status === 70 || status === 64]).toEqual([isBad, !isBad, isBad]);
    for (const one of made) refused += one.messages.length;
  }
  files += texts.length;
  for (const text of texts) lines += text.split("\n").length;
}

const key = fc.constantFrom(
  "a",
  "b",
  "B",
  "postmaster",
  "Root",
  "owner-list",
  "u+x",
  "u+*",
  "a.b",
  "*",
  "x-y_z",
  "l'un",
);
const oddKey = fc.constantFrom(
  "u@else.example",
  "r@local.example",
  "@d.example",
  "/file",
  "|prog",
  "\\esc",
  "a;b",
  "$x",
  "[x]",
);
const value = fc.constantFrom(
  "root",
  "bob, alice",
  "\\back",
  '"|/bin/cat -x, y"',
  "/var/log/x",
  ":include:/etc/list",
  "u@else.example",
  "a b",
  "a # b",
  '"quoted: x", y',
  "x\\",
  "x\\\\",
  "é",
  "|prog",
  "b: c",
);
const join = fc.constantFrom(" ", "\t", "", "  ", "\r", "\\");
const line = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.tuple(key, fc.constantFrom(":", ": ", ":\t", " : "), value, join).map((all) => all.join("")),
  },
  { weight: 2, arbitrary: fc.tuple(oddKey, fc.constant(": "), value).map((all) => all.join("")) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(" ", "\t", "  "), value, fc.constantFrom("", ",", "\\", " \\"))
      .map((all) => all.join("")),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "",
      "",
      "# x",
      "#",
      " ",
      "\t",
      "#x\\",
      "\\",
      "nocolon",
      "k:",
      "k: ",
      "k: \\",
      "bob root",
      "\r",
      "a\\",
    ),
  },
);
/** Around the size of newaliases' buffer. After such a line it counts lines wrongly, and where one that goes on fills the buffer exactly it never ends: so it is the last one. */
const longLine = fc
  .tuple(
    fc.constantFrom("long: ", "# ", " ", "nocolon"),
    fc.integer({ min: 8180, max: 8200 }),
    fc.constantFrom("x", "é"),
  )
  .map(([head, size, filler]) => head + filler.repeat(Math.floor((size - head.length) / Buffer.byteLength(filler))));
const ending = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: longLine.map((long) => ["z: z", long]) },
);
const text = fc
  .tuple(fc.array(line, { maxLength: 30, size: "max" }), ending, fc.boolean())
  .map(([all, end, isClosed]) => [...all, ...end].join("\n") + (isClosed && all.length > 0 ? "\n" : ""));

describe("an aliases file says what newaliases says", () => {
  test("on generated files", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 10, maxLength: 10 }), (texts) => compare(texts)),
      { numRuns: LONG ? 1_000 : 15 },
    );
    console.log(
      `newaliases agrees on ${files} generated files, ${lines} lines, ${refused} messages; ${odd} files have names of which we say nothing`,
    );
    expect(refused).toBeGreaterThan(files);
    expect(odd).toBeLessThan(files / 3);
  });

  test("on real files, most of them written for other programs", () => {
    const names = [
      ...corpusFiles("other"),
      ...corpusFiles("access"),
      ...corpusFiles("relay-domains"),
      ...corpusFiles("mc"),
    ];
    const before = odd;
    compare(names.map((name) => readFileSync(name, "utf8")));
    console.log(
      `newaliases agrees on ${names.length - (odd - before)} of ${names.length} real files; the others have names of which we say nothing`,
    );
  });
});
