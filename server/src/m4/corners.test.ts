// What GNU m4 answered to programs for each builtin and corner (test/oracle/m4/corners.test.ts keeps the answers true).
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answerOf, ours } from "../../../test/oracle/m4/gnu.ts";

interface Kept {
  readonly program: string;
  readonly output: string;
  readonly stderr: string;
  readonly status: number;
}

const kept: readonly Kept[] = JSON.parse(
  readFileSync(new URL("../../../test/fixtures/m4/corners.json", import.meta.url), "utf8"),
);

test("there are kept answers", () => expect(kept.length).toBeGreaterThan(200));

test.each(kept.map((answer, n) => [answer.program, n, answer] as const))("%j", (program, n, answer) => {
  const { output, stderr, status } = answer;
  expect(answerOf(ours(program, `${n}.m4`))).toEqual({ output, stderr, status });
});
