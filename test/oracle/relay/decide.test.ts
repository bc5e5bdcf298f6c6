// decide() against the real sendmail: generated configurations and transactions, all three rulesets.
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultQuery } from "../../../server/src/relay/index.ts";
import { LONG, SEED } from "../programs.ts";
import { agreement, disagreements } from "./agreement.ts";
import { DNS } from "./generator.ts";
import { kept, PLAIN } from "./kept.ts";
import { TestMode } from "./sendmail.ts";

let mode: TestMode;
beforeAll(async () => {
  mode = await TestMode.open(DNS);
});
afterAll(() => mode.dispose());

test.each(kept)("$what", async ({ made, query }) => {
  const asked = { ...defaultQuery, dns: DNS, ...query };
  expect(await disagreements(mode, { ...PLAIN, ...made }, [asked])).toEqual([]);
});

test("answers as sendmail does", async () => {
  const configurations = LONG ? 2500 : 400;
  const each = LONG ? 104 : 68;
  const result = await agreement(SEED, SEED + configurations, each);
  console.log(
    `${result.queries} transactions over ${result.configurations} configurations, ${result.disagreements.length} disagreements`,
  );
  expect(result.disagreements).toEqual([]);
  expect(result.queries).toBeGreaterThanOrEqual(LONG ? 200_000 : 20_000);
}, 3_600_000);
