// Ours against GNU m4 on generated programs: output, standard error and exit status, byte for byte.
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { LONG } from "../programs.ts";
import { type Answer, answerOf, equal, Gnu, ours } from "./gnu.ts";
import { programs, regexPrograms } from "./programs.ts";

const COUNT = Number(process.env.ORACLE_COUNT) || (LONG ? 200_000 : 21_000);
const BATCH = 500;
const SEED = Number(process.env.ORACLE_SEED ?? (LONG ? Date.now() % 2 ** 31 : 20_260_101));
/** Programs that run away are for the tests of the budget; real m4 would fill the memory with them. */
const budget = { expansions: 3_000, output: 200_000, depth: 500 };

const gnu = new Gnu();
afterAll(() => gnu.dispose());

/** True where m4 itself broke down: a length near 2^31 in `substr` makes it ask for all memory. */
function broke(answer: Answer): boolean {
  return answer.stderr.includes("memory exhausted") || answer.status >= 128;
}

function runsAway(program: string): boolean {
  return ours(program, "0.m4", { budget }).errors.some((error) => error.code === "budget");
}

test(
  `${COUNT} generated programs give the same`,
  () => {
    // Asked in batches, for a process is slow to start; only a difference is looked at by itself, to shrink it.
    const agreed = new Set<string>();
    const all = fc.sample(programs, { seed: SEED, numRuns: COUNT });
    let asked = 0;
    let leftOut = 0;
    let broken = 0;
    let different = false;
    for (let start = 0; start < all.length && !different; start += BATCH) {
      const batch = all.slice(start, start + BATCH).filter((program) => !runsAway(program));
      leftOut += BATCH - batch.length;
      const answers = gnu.answers(batch);
      for (const [n, program] of batch.entries()) {
        const answer = answers[n];
        if (answer === undefined || broke(answer)) {
          broken++;
          continue;
        }
        if (equal(answerOf(ours(program, `${n}.m4`, { budget })), answer)) agreed.add(program);
        else different = true;
        asked++;
      }
    }
    console.log(
      `m4: ${asked} generated programs asked (${leftOut} left out: they run away; in ${broken} m4 breaks down), seed ${SEED}`,
    );
    if (different) {
      fc.assert(
        fc.property(programs, (program) => {
          if (agreed.has(program) || runsAway(program)) return;
          const answer = gnu.answer(program);
          if (!broke(answer)) expect(answerOf(ours(program, "0.m4", { budget }))).toEqual(answer);
        }),
        { seed: SEED, numRuns: COUNT },
      );
    }
    expect(different).toBe(false);
    expect(asked).toBeGreaterThan(COUNT * 0.95);
    expect(broken).toBeLessThan(COUNT * 0.01);
  },
  LONG ? 7_200_000 : 900_000,
);

test(
  `${COUNT} generated regular expressions give the same`,
  () => {
    const PER_PROGRAM = 25;
    const all = fc.sample(regexPrograms, { seed: SEED, numRuns: COUNT });
    const together: string[] = [];
    for (let start = 0; start < all.length; start += PER_PROGRAM)
      together.push(all.slice(start, start + PER_PROGRAM).join("\n"));
    const suspects: string[] = [];
    let asked = 0;
    for (const [n, answer] of gnu.answers(together).entries()) {
      const calls = all.slice(n * PER_PROGRAM, (n + 1) * PER_PROGRAM);
      if (broke(answer)) continue;
      asked += calls.length;
      if (!equal(answerOf(ours(together[n] ?? "", `${n}.m4`)), answer)) suspects.push(...calls);
    }
    console.log(
      `m4: ${asked} generated regular expressions asked, ${COUNT - asked} lost where m4 breaks down, seed ${SEED}`,
    );
    for (const call of suspects) expect(answerOf(ours(call, "0.m4")), call).toEqual(gnu.answer(call));
    expect(suspects).toEqual([]);
    expect(asked).toBeGreaterThan(COUNT * 0.9);
  },
  LONG ? 7_200_000 : 900_000,
);
