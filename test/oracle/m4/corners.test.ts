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
