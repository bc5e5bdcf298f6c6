// Rulesets of a site's own against four versions of sendmail: what the interpreter calls certain is what they answer.
import { afterAll, expect, test } from "vitest";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { queriesFor } from "./agreement.ts";
import { configuration, DNS } from "./generator.ts";
import { judged } from "./judged.ts";
import { OWN_RULESETS } from "./own-rulesets.ts";
import { TestMode } from "./sendmail.ts";
import { texts } from "./texts.ts";
import { verdictsOf } from "./verdicts.ts";

/** In the ordinary run each version is asked about a share of them. */
const SHARE = LONG ? 1 : 12;
/** Sites that each of them is a part of. */
const SITES = LONG ? 3 : 1;
const QUERIES = 25;

const totals = { asked: 0, certain: 0 };

test.each(versionsThere())(
  "sendmail %s answers by a site's own rulesets as the interpreter says",
  async (version) => {
    const ordinal = versionsThere().indexOf(version);
    const mode = await TestMode.open(DNS, version);
    const wrong: string[] = [];
    try {
      for (const [at, own] of OWN_RULESETS.entries()) {
        if ((at + ordinal + SEED - 1) % SHARE !== 0) continue;
        for (let site = 0; site < SITES; site++) {
          const seed = SEED * 910_000 + ordinal * 1_000 + at * SITES + site;
          const made = { ...configuration(seed), lines: [] };
          const plain = texts(made, mode.dir);
          await mode.install({ ...plain, mc: `${plain.mc}${own}\n`, access: plain.access ?? "" });
          const found = await judged(mode, await verdictsOf(mode.dir, { version }), queriesFor(made, QUERIES));
          totals.asked += found.asked;
          totals.certain += found.certain;
          for (const { what, ours, theirs, query, certain } of found.differences)
            if (certain)
              wrong.push(
                `${seed} ${own}: ${what}: ${ours} / ${theirs} for ${JSON.stringify({ ...query, dns: undefined })}`,
              );
        }
      }
    } finally {
      mode.dispose();
    }
    expect(wrong.slice(0, 10)).toEqual([]);
  },
  900_000,
);

afterAll(() => {
  const { asked, certain } = totals;
  if (asked === 0) return;
  console.log(`${certain} of ${asked} answers by rulesets of a site's own are certain`);
  expect(asked - certain).toBeLessThan(asked / 50);
});
