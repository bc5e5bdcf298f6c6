// Aliases: the same names, values, refused lines, words and exit status as newaliases, on generated files.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { aliasErrors, aliasKey, parseTable, withoutSpace } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { corpusFiles, LONG, VERSIONS } from "../programs.ts";
import { aliasFile } from "./alias-files.ts";
import { type Made, NewAliases, OWN_NAMES } from "./newaliases.ts";

const newaliases = new NewAliases();
afterAll(() => newaliases.dispose());

function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** What we say of a file, in the words of newaliases; undefined where it has a name of which we say nothing. */
function account(text: string, isOldAliases = false): Made | undefined {
  // Two backslashes and an empty line at the very end: nobody writes that, and only there we leave one too many.
  if (/\\\\\n+$/.test(text)) return undefined;
  const table = parseTable(TextDocument.create("file:///aliases", "", 1, text), "aliases", { isOldAliases });
  const withoutValue = table
    .errors()
    .flatMap(({ alias }) => (alias === undefined ? [] : [withoutSpace(alias.beforeColon)]));
  if (withoutValue.some((name) => aliasKey(name).kind === "odd")) return undefined;
  const messages = aliasErrors(table, (host) => OWN_NAMES.has(host));
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

/** Names that are refused, and own ones, without a value; one line each and over several. */
const WITHOUT_VALUE = [
  "joe:\n",
  "joe@local.example:\n",
  "joe@else.example:\n",
  "joe@else.example : \\\n\n",
  "@d.example: \n  \nk: a\n",
  "\\\n/d :\n",
  "/x/y :\n",
  "|p x:\n",
  "|\\\np:\\\n \n",
  "@d:\n@d: x\n/f:\njoe:\n/f : x\n",
];

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

describe("an aliases file says what newaliases says", () => {
  test("on generated files", () => {
    fc.assert(
      fc.property(fc.array(aliasFile, { minLength: 10, maxLength: 10 }), (texts) => compare(texts)),
      { numRuns: LONG ? 1_000 : 15 },
    );
    console.log(
      `newaliases agrees on ${files} generated files, ${lines} lines, ${refused} messages; ${odd} files have names of which we say nothing`,
    );
    expect(refused).toBeGreaterThan(files);
    expect(odd).toBeLessThan(files / 3);
  });

  test("of names with commas between them", () => {
    compare([
      "a, b@else.example: x\n",
      "a,b: x\n",
      ",a: x\n",
      "|a,b c@d.example : x\n",
      "a@local.example,b@local.example: x\n",
      "a,b:\n",
      "a,\\\n b: x\n",
      "/x,y: z\n",
      "a,b@else.example:\\\n  x\n",
      "a,: x\n",
      "@a.example,b: x\n",
      "\r\n a b,u@else.example: x\n",
      "a, b\t: x\n",
      "a,\tb: x\n",
      "a b, c\r: x\n",
      "@d\t:x\n",
      "a@else.example\t: x\n",
    ]);
  });

  test("where more backslashes end a line than the lines after it use up", () => {
    compare([
      " x\\\\\n\\\n\nz: z\n",
      "x: a\\\\\n\\\n\nz: z\n",
      "x: a\\\\\\\n\\\\\n\n\n\nz: z\ny: y\n",
      "x: a\\\\\nb\\\n\nz: z\n",
      "x: a\\\\\n\nz: z\n",
      "\\\n\\\n\nz: z\n",
      "\\\\\n\\\\\nz: z\nx: x\ny: y\n",
    ]);
  });

  test.each(VERSIONS)("of %s: it reads a name before it misses a value", (version) => {
    const old = new NewAliases(version);
    const answers = old.ask(WITHOUT_VALUE).flatMap(({ made }) => made);
    old.dispose();
    expect(WITHOUT_VALUE.map((text) => account(text, version === "8.15.2"))).toEqual(answers);
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
