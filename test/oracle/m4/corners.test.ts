// Ours against GNU m4 on programs written for each builtin and corner, and on those that once differed.
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { CORNERS, REGRESSIONS } from "./corners.ts";
import { answerOf, Gnu, ours } from "./gnu.ts";

/** Written anew with `ORACLE_UPDATE=1`. */
const KEPT = new URL("../../fixtures/m4/corners.json", import.meta.url);

const gnu = new Gnu();
afterAll(() => gnu.dispose());

describe.each([
  ["corners", CORNERS],
  ["regressions", REGRESSIONS],
])("%s", (_name, programs) => {
  const answers = gnu.answers(programs);
  test.each(programs.map((program, n) => [program, n] as const))("%j", (program, n) => {
    expect(answerOf(ours(program, `${n}.m4`))).toEqual(answers[n]);
  });
});

test.each([
  [["define(`a', `1')a\n", "a __file__:__line__ X len(Y)\n"]],
  [["divert(1)one\n", "divnum two\n", "undivert three"]],
  [["changequote([,])", "[a] `b' m4wrap([__file__ ])", "x m4wrap([__line__])\n"]],
  [["len(`open'\n", ")"]],
  [["`open", "'"]],
  [["no newline", "`'len", "(a)"]],
  [["define(`f', `[$1]')f", "(x)", "dnl", "gone\nhere X(a)\n"]],
  [["include(`nosuch')", "m4exit", "never"]],
  [["", "__line__", "\n__line__"]],
  [["traceon(`X')X", "X(1)", "dumpdef(`X', `Y')pushdef(`X', 2)popdef(`X')X"]],
  [["divert(-1)\n", "lost\n", "divert`'kept\n"]],
])("files on one command line: %j", (texts) => {
  const definitions = new Map([
    ["X", "one $1"],
    ["Y", "two `X'"],
  ]);
  const sources = texts.map((text, n) => ({ name: `${n}.m4`, text }));
  expect(answerOf(ours("", "", { sources, definitions }))).toEqual(gnu.together(texts, definitions));
});

test("the answers kept for the unit tests are those that m4 gives", () => {
  const programs = [...CORNERS, ...REGRESSIONS];
  const answers = gnu.answers(programs).map((answer, n) => ({ program: programs[n], ...answer }));
  if (process.env.ORACLE_UPDATE === "1") writeFileSync(KEPT, `${JSON.stringify(answers, null, 1)}\n`);
  expect(JSON.parse(readFileSync(KEPT, "utf8"))).toEqual(answers);
});

test("every builtin is called in a corner", () => {
  const names = gnu.answer("dumpdef").stderr.match(/^\w+(?=:\t<)/gm) ?? [];
  expect(names.length).toBeGreaterThan(40);
  const called = new Set(CORNERS.flatMap((program) => ours(program, "0.m4").calls.map((call) => call.name)));
  // These are refused: what they do differs from run to run or runs a program.
  for (const refused of ["maketemp", "mkstemp"]) called.add(refused);
  expect(names.filter((name) => !called.has(name))).toEqual([]);
});
