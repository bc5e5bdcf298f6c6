// Aliases: the same names, values, refused lines, words and exit status as newaliases, on generated files.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { corpusFiles, LONG, VERSIONS } from "../programs.ts";
import { aliasFile } from "./alias-files.ts";
import { toBytes } from "./ask-makemap.ts";
import { aliasAccount, NewAliases } from "./newaliases.ts";

const newaliases = new NewAliases();
afterAll(() => newaliases.dispose());

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

/** A NUL hides the end of its line: that line is refused, and the next one is lost. */
const NULS = [
  "a: x\0y\nb: z\nc: w\nnocolon\n",
  "a: x\nb\0: z\n c\nd: w\ne: f\n",
  "#c\0x\nb: z\nc: w\n",
  "a: x\\\ny\0z\nb: z\nc: d\n",
  "a: x\n y\0z\nb: z\nc: d\n",
  "a: x\n\0",
  "a: x\0\n",
  "a: x\0\nb: y",
  "b: y\0 z",
  "a: x\\\0\nb: y\nc: z\n",
  "a: x\0\n  y\nc: z\n",
  "a: x\0\n  y: z\0\nc: z\nd:e\n",
  "a: x\0\nb: y\n q\nz: z\n",
  "a: x\0\nb: y\\\nq: r\nz: z\n",
  "a: x\0\n\tb\\\nq: r\nz: z\n",
  "a: x\0\nb\0:c\nd: e\nf: g\n",
];

/** Backslashes at the end of a file, those before a colon, and lines that fill the buffer. */
const ENDS = [
  ...["x: a\\\\\n\n", "x: a\\\\\n", "x:\\\\\n\n", "x: a\\\\\\\n\n\n", "k:a\\\n\\\n", "@d.e\\\n: x\n  y\n"],
  ...["@d.e: x\\\n  y\n z\nb:c\n", "x \\\n : y\n"],
  ...[8189, 8190, 8191, 8192].flatMap((size) =>
    ["", "\n", "\nb: c\n"].map((end) => `z: z\n${"long: ".padEnd(size, "x")}${end}`),
  ),
];

/** Names that the address parser changes, and names that newaliases refuses. */
const NAMES = [
  ...[
    "bob root",
    "a\tb c",
    "a . b",
    ". a",
    "* x",
    "a;b c",
    '"joe"',
    '"A.b"',
    '"joe smith"',
    "joe (the boss)",
    "(x) joe",
  ],
  ...[
    "Joe (x) Smith",
    "a (b (c)) d",
    "joe.(x)b",
    "<joe>",
    "Joe <joe>",
    '"Joe Smith" <joe>',
    "a <b> c",
    "joe;",
    "joe ;;",
  ],
  ...["\\joe x", "a%b", "a%local.example", "a% b", "a!b", "local.example!b", "joe@local.example."],
  ...[
    "joe @ local.example",
    "a b@local.example",
    "joe(c)@local.example",
    "<joe@local.example>",
    "X <joe@else.example>",
  ],
  ...["<|prog>", "</x>", "(x)/file", "u+d@local.example", "joe@mx", "%a", '""', "joe@[192.0.2.1]"],
];

const y = "y".repeat(250);
/** Spaces beside operators and after a backslash, names that are too long, and bytes beyond ASCII in what newaliases repeats. */
const ODD_NAMES = [
  ...["a + b", "a +b", "a ^ b", "a/ b", "a /b/ c", ". / b", "+ b", "a /", "a + *", "a [ b", "a ] b", "a\t/x b"],
  ...["a\\ b", "a \\ b", "a\\\\ b", "a\\  b", "\\ b", "a\\ . b", "a\\\tb", "a = b", "a * b", "a' b", "a\\;", "b\\ "],
  ...[5, 6, 7, 50].flatMap((more) => [y.padEnd(250 + more, "z"), `${y},`.padEnd(250 + more, "z")]),
  ...[`a,${y}`, `@${y}`, `@${y}${y}`, `|${y}${y}`, `${y}@local.example`, `(${y}${y})a`, `"${y}yyy"`, `"${y}yyyy"`],
  ...[`a${" ".repeat(253)}b`, `a${" ".repeat(254)}b`, "|é", "/é", "a,é", "|\u00a0", "|x\ty"],
].map((name) => `${name}: x\n`);

/** Names that the parser refuses, before lines that are too much. */
const REFUSED_FIRST = ["@d.example", "a,b", "|p", "u@else.example", "a", "<@d>"].flatMap((name) => [
  `${name}: \n y\0: z\n\tb: c\n`,
  `${name}: y\n b\0: z\n\tb: c\nz: z\n`,
  `${name}: y\0: z\n\tb: c\n`,
  `${name}: a\n ${"y".repeat(8200)}\nz: z\n`,
  `${name}: \\\n ${"y".repeat(8200)}\n`,
]);

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
      const ours = aliasAccount(text, false);
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

  test("after a NUL, which takes the next line with it", () => {
    compare(NULS);
  });

  test("of names as people write them", () => {
    compare(NAMES.flatMap((name) => [`${name}: x\nz: z\n`, `${name}:\n`, `z: z\n${name} : x\n${name}: y\n`]));
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

  test.each(VERSIONS)("of %s: names without a value, odd and long ones, NULs, and what ends a file", (version) => {
    const old = new NewAliases(version);
    const texts = [...WITHOUT_VALUE, ...NULS, ...ENDS, ...ODD_NAMES, ...REFUSED_FIRST];
    const answers = old.ask(texts.map(toBytes)).flatMap(({ made }) => made);
    old.dispose();
    const ours = texts.map((text) => aliasAccount(text, version === "8.15.2"));
    const unsaid = texts.filter((_, at) => ours[at] === undefined);
    expect(ours.map((account, at) => account ?? answers[at])).toEqual(answers);
    // Of these we do not say what is stored, or with which words they are refused.
    expect(unsaid.length).toBeLessThan(10);
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
