// Configurations with what the model does not follow, or only just: whatever it still calls certain is what sendmail answers.
import { expect, test } from "vitest";
import { decide } from "../../../server/src/relay/decide.ts";
import type { RelayPolicy } from "../../../server/src/relay/policy/policy.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { LONG, SEED } from "../programs.ts";
import { compare, queriesFor } from "./agreement.ts";
import { configuration, DNS } from "./generator.ts";
import { EARLY, LATE } from "./odd-lines.ts";
import { Chance } from "./random.ts";
import { TestMode } from "./sendmail.ts";
import { policyFromTexts } from "./site.ts";
import { texts } from "./texts.ts";

/** As `decide` says it of the policy; the host is called as the configuration says. */
function isCertain(policy: RelayPolicy, query: Query): boolean {
  return decide(policy, query).certain;
}

test("nothing that is called certain is wrong", async () => {
  const configurations = LONG ? 1500 : 200;
  const mode = await TestMode.open(DNS);
  const wrong: string[] = [];
  let asked = 0;
  let certain = 0;
  try {
    for (let seed = SEED; seed < SEED + configurations; seed++) {
      const chance = new Chance(seed * 31 + 7);
      const made = configuration(seed);
      const plain = texts(made, mode.dir);
      const early = chance.some(EARLY, 0, 2).map((line) => line.replace("@access", `${mode.dir}/access`));
      const late = chance.some(LATE, early.length === 0 ? 1 : 0, 2);
      const mc = `${plain.mc.replace("MAILER(`local')dnl", `${early.join("\n")}\nMAILER(\`local')dnl`)}${late.join("\n")}\n`;
      const written = { ...plain, mc, access: plain.access ?? "" };
      const policy = await policyFromTexts(written, mode.dir);
      const queries = queriesFor(made, LONG ? 60 : 30);
      asked += queries.length;
      const sure = queries.filter((query) => isCertain(policy, query));
      if (sure.length === 0) continue;
      await mode.install(written);
      const answers = await mode.ask(policy, sure);
      certain += sure.length;
      for (const [i, query] of sure.entries()) {
        const theirs = answers[i];
        const found = theirs && compare(policy, query, made, theirs);
        if (found)
          wrong.push(
            `${seed}: ${[...early, ...late].join(" | ")}: ${found.ruleset}: ${found.ours} / ${found.theirs} for ${JSON.stringify({ ...query, dns: undefined })}`,
          );
      }
    }
  } finally {
    mode.dispose();
  }
  console.log(`${certain} of ${asked} answers are certain, ${wrong.length} of them wrong`);
  expect(wrong).toEqual([]);
  expect(certain).toBeGreaterThan(asked / 5);
}, 1_800_000);
