// Every macro by its signature: where a wrong call changes what the .cf says, something is said at its line; where it does not, nothing.
import { afterAll, describe, expect, it } from "vitest";
import { compareVersions } from "../../../server/src/catalog/index.ts";
import { LONG, SEED, safeFolder, type Version } from "../programs.ts";
import { CALLS } from "./signature-calls.ts";
import { Judge, type Verdict } from "./signature-judge.ts";
import { mistakesIn } from "./signature-mistakes.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** An ordinary run asks about one in so many. */
const SHARE = LONG ? 1 : 100;
const ASKED: readonly Version[] = ["8.15.2", "8.18.2"];

describe("calls of every macro", () => {
  it("are judged as m4 reads them", { timeout: 7_200_000 }, async () => {
    const counts = new Map<string, Map<Verdict, number>>();
    const missed: string[] = [];
    const falseAlarms: string[] = [];
    let found = 0;
    let at = SEED;
    for (const call of CALLS) {
      const mistakes = mistakesIn(call).filter(() => at++ % SHARE === 0);
      if (mistakes.length === 0) continue;
      const { since } = call;
      const versions = ASKED.filter((version) => since === undefined || compareVersions(version, since) >= 0);
      const judge = await Judge.of(call, versions, folder.dir);
      for (const mistake of mistakes) {
        const { verdict, why } = await judge.judge(mistake);
        const count = counts.get(mistake.kind) ?? new Map<Verdict, number>();
        counts.set(mistake.kind, count.set(verdict, (count.get(verdict) ?? 0) + 1));
        const row = `${mistake.kind}: ${call.id}: ${JSON.stringify(mistake.text)}: ${why}`;
        if (verdict === "missed") missed.push(row);
        else if (verdict === "false alarm") falseAlarms.push(row);
        else if (verdict === "found") found++;
      }
    }
    const rows = [...counts].map(
      ([kind, count]) => `${kind}: ${[...count].map(([verdict, number]) => `${number} ${verdict}`).join(", ")}`,
    );
    console.info(`${found} of ${found + missed.length} found\n${[...rows, ...missed].join("\n")}`);
    expect(falseAlarms).toEqual([]);
    expect(found / (found + missed.length), missed.join("\n")).toBeGreaterThanOrEqual(0.98);
  });
});
