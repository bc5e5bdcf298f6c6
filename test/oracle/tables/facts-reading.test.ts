// What makemap and newaliases make of lines, clause by clause, in each version: what is said, what is stored, and the same of us.
import { afterAll, describe, expect, test } from "vitest";
import { safeFolder, VERSIONS, type Version } from "../programs.ts";
import { compareMaps } from "./ask-makemap.ts";
import { aliasAccount, NewAliases } from "./newaliases.ts";

interface Clause {
  readonly clause: string;
  readonly text: string;
  /** What is said, in order. */
  readonly said: readonly string[];
  /** `KEY VALUE` in order of the alphabet. */
  readonly stored: readonly string[];
  /** Versions in which it is so; all without it. */
  readonly only?: readonly Version[];
}

const MAPS: readonly Clause[] = [
  {
    clause: "makemap names a line that begins with a space, and leaves it out",
    text: "a OK\n b OK\nc OK\n",
    said: ["syntax error (leading space)"],
    stored: ["a OK", "c OK"],
  },
  {
    clause: "makemap names a key without a value, and leaves it out",
    text: "a OK\nb\nc OK\n",
    said: ["no RHS for LHS b"],
    stored: ["a OK", "c OK"],
  },
  {
    clause: "makemap names a line of more than 1023 bytes, and reads what is left as a line of its own",
    text: `a OK\nb ${"x".repeat(1021)}z OK\nc OK\n`,
    said: ["line too long (1024 bytes max)"],
    stored: ["a OK", "c OK", "z OK"],
  },
  {
    clause: "makemap writes the rest where all else is refused",
    text: " x y\nb\nk OK\n\tz q\n",
    said: ["syntax error (leading space)", "no RHS for LHS b", "syntax error (leading space)"],
    stored: ["k OK"],
  },
  {
    clause: "of two equal keys makemap keeps the first, and names the second",
    text: "a OK\nA REJECT\na DISCARD\n",
    said: ["key a: duplicate key", "key a: duplicate key"],
    stored: ["a OK"],
  },
  {
    clause: "a # is a comment in the first column only",
    text: "# a OK\nb OK # why\n",
    said: [],
    stored: ["b OK # why"],
  },
];

const OLD = ["8.15.2"] as const;
const NEW = ["8.17.1", "8.18.1", "8.18.2"] as const;

const ALIASES: readonly Clause[] = [
  {
    clause: "of two equal names newaliases keeps the last, with a warning",
    text: "a: x\nb: z\nA: y\n",
    said: ["3 A... Warning: duplicate alias name a"],
    stored: ["a y", "b z"],
  },
  {
    clause: "newaliases writes the database without the lines that it refuses",
    text: "nocolon\nb: y\nc:\n/d: z\ne: f\n",
    said: ["1 missing colon", "3 c:... missing value for alias", "4 /d... cannot alias non-local names"],
    stored: ["b y", "e f"],
  },
  {
    clause: "an indented line goes on with the alias above",
    text: "a: x,\n\ty\nb: z\n",
    said: [],
    stored: ["a x,\ty", "b z"],
  },
  { clause: "so does one after a backslash", text: "a: x,\\\ny\nb: z\n", said: [], stored: ["a x,y", "b z"] },
  {
    clause: "since 8.17 an indented line goes on with a comment",
    text: "# x\n b: y\nc: z\n",
    said: [],
    stored: ["c z"],
    only: NEW,
  },
  {
    clause: "before 8.17 an indented line after a comment is refused",
    text: "# x\n b: y\nc: z\n",
    said: ["2 Non-continuation line starts with space"],
    stored: ["c z"],
    only: OLD,
  },
  {
    clause: "since 8.17 spaces before a value that begins in the next line are dropped",
    text: "a:\n  x\n",
    said: [],
    stored: ["a x"],
    only: NEW,
  },
  {
    clause: "before 8.17 they stay",
    text: "a:\n  x\n",
    said: [],
    stored: ["a   x"],
    only: OLD,
  },
  {
    clause: "an alias has at most 8190 bytes",
    text: `a: ${"x".repeat(8187)}\nb: ${"x".repeat(8188)}\n`,
    said: ["2 alias line too long"],
    stored: [`a ${"x".repeat(8187)}`],
  },
];

const folder = safeFolder();
afterAll(() => folder.dispose());

describe.each(VERSIONS)("%s", (version) => {
  test.each(MAPS)("$clause", ({ text, said, stored }) => {
    // Expects that makemap says and stores what we do.
    const table = compareMaps(folder, text, { version });
    expect(table.errors().map(({ message }) => message)).toEqual(said);
    const second = new Set(table.duplicates().map(({ entry }) => entry.keySpan.start));
    const kept = [...table.entries()].filter(({ keySpan }) => !second.has(keySpan.start));
    expect(kept.map((entry) => `${entry.lookup} ${entry.stored}`).sort()).toEqual(stored);
  });

  test("aliases", () => {
    const clauses = ALIASES.filter(({ only }) => only === undefined || only.includes(version));
    const newaliases = new NewAliases(version);
    const made = newaliases.ask(clauses.map(({ text }) => text)).flatMap((answer) => answer.made);
    newaliases.dispose();
    for (const [at, { clause, text, said, stored }] of clauses.entries()) {
      const expected = { clause, messages: said, entries: stored.map((line) => line.replace(" ", "\t")) };
      expect({ clause, ...made[at] }).toEqual(expected);
      expect({ clause, ...aliasAccount(text, version === "8.15.2") }).toEqual(expected);
    }
  });
});
