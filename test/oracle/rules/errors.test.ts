// Each rule that reports errors is about something that stops a program, loses mail or opens the server: the real programs show it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { pageSites } from "../../unit/rule-pages.ts";
import { LONG, SEED, safeFolder } from "../programs.ts";
import { PROOFS, SHOWN_ELSEWHERE } from "./error-proofs.ts";
import { HARMS } from "./page-harms.ts";
import { toldOf } from "./told-by-programs.ts";

const folder = safeFolder();
afterAll(folder.dispose);

const RULES = ALL_RULES.map(({ rule }) => rule);
const ERRORS = ALL_RULES.filter(({ rule }) => rule.meta.severity === "error");

/** An ordinary run asks about one in so many, others for each seed. */
const SHARE = LONG ? 1 : 8;

describe("rules that report errors", () => {
  it("are each shown to have a reason: in a transaction, by what a program says, or in a test of their own", () => {
    const shown = [PROOFS, SHOWN_ELSEWHERE].flatMap((table) => Object.keys(table));
    const left = ERRORS.map(({ rule }) => rule.meta.code).filter((code) => !shown.includes(code) && !(code in HARMS));
    expect(left).toEqual([]);
    expect(shown.filter((code) => !ERRORS.some(({ rule }) => rule.meta.code === code))).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
    console.info(
      `${ERRORS.length} rules report errors: ${ERRORS.filter(({ rule }) => rule.meta.code in HARMS).length} are shown in transactions, ${Object.keys(PROOFS).length} by what the programs say, ${Object.keys(SHOWN_ELSEWHERE).length} in tests of their own.`,
    );
  });

  it.each(Object.entries(SHOWN_ELSEWHERE))("%s: the test that shows it is there", (_, [file, words]) => {
    expect(readFileSync(path.join(import.meta.dirname, "..", file), "utf8")).toContain(words);
  });

  const asked = ERRORS.flatMap(({ rule, page }) => {
    const proof = PROOFS[rule.meta.code];
    return proof === undefined ? [] : [[rule.meta.code, page, proof] as const];
  }).filter((_, i) => (i + SEED) % SHARE === 0);

  it.each(asked)("%s", async (code, page, proof) => {
    const avoid = pageSites(page, "Avoid")[proof.site ?? 0];
    if (avoid === undefined) throw new Error("The page has no such example.");
    const found = [...lint(await siteFrom(avoid), RULES).values()].flat();
    expect(found.filter(({ severity }) => severity === "error").map(({ meta }) => meta.code)).toContain(code);
    const dir = path.join(folder.dir, "site");
    expect(toldOf(dir, avoid, proof)).toMatch(proof.says);
    for (const prefer of pageSites(page, "Prefer")) expect(toldOf(dir, prefer, proof)).not.toMatch(proof.says);
  });
});
