// decide() against the real sendmail: generated configurations and transactions, all three rulesets.
import { expect, test } from "vitest";
import { LONG } from "../programs.ts";
import { agreement } from "./agreement.ts";

test("answers as sendmail does", async () => {
  const configurations = LONG ? 2500 : 400;
  const each = LONG ? 80 : 52;
  const result = await agreement(1, 1 + configurations, each);
  console.log(
    `${result.queries} transactions over ${result.configurations} configurations, ${result.disagreements.length} disagreements`,
  );
  expect(result.disagreements).toEqual([]);
  expect(result.queries).toBeGreaterThanOrEqual(LONG ? 200_000 : 20_000);
}, 3_600_000);
