// The model and the interpreter hold each other to account: where both are certain, they say the same.
import { expect, test } from "vitest";
import { decide } from "../../../server/src/relay/decide.ts";
import { policyOn } from "../../../server/src/relay/policy/policy-of.ts";
import type { Decision } from "../../../server/src/relay/types.ts";
import { LONG, SEED } from "../programs.ts";
import { queriesFor } from "./agreement.ts";
import { configuration, DNS, HOST } from "./generator.ts";
import { EARLY, LATE } from "./odd-lines.ts";
import { Chance } from "./random.ts";
import { TestMode } from "./sendmail.ts";
import { siteOf } from "./site.ts";
import { texts } from "./texts.ts";
import { verdictsOf } from "./verdicts.ts";

function outcome({ accepted, stage, reply, relayed, effect }: Decision): string {
  const said = reply && `${reply.code} ${reply.dsn} ${reply.text.toLowerCase()}`;
  return JSON.stringify({ accepted, stage, reply: said, relayed, effect });
}

test("where both are certain, they say the same", async () => {
  const mode = await TestMode.open(DNS);
  const wrong: string[] = [];
  let compared = 0;
  try {
    for (let seed = SEED; seed < SEED + (LONG ? 400 : 40); seed++) {
      const chance = new Chance(seed * 31 + 13);
      const made = configuration(seed);
      const plain = texts(made, mode.dir);
      const early = chance.some(EARLY, 0, 1).map((line) => line.replace("@access", `${mode.dir}/access`));
      const late = chance.some(LATE, 0, 1);
      const mc = `${plain.mc.replace("MAILER(`local')dnl", `${early.join("\n")}\nMAILER(\`local')dnl`)}${late.join("\n")}\n`;
      const written = { ...plain, mc, access: plain.access ?? "" };
      await mode.install(written);
      const verdicts = await verdictsOf(mode.dir);
      const policy = policyOn(await siteOf(written, mode.dir), HOST);
      for (const query of queriesFor(made, 50)) {
        const model = decide(policy, query);
        const judged = verdicts.decide(query, { steps: false });
        if (!model.certain || !judged.certain) continue;
        compared += 1;
        if (outcome(model) === outcome(judged)) continue;
        const asked = JSON.stringify({ ...query, dns: undefined });
        wrong.push(`${seed} ${[...early, ...late].join(" | ")}: ${outcome(model)} / ${outcome(judged)} for ${asked}`);
      }
    }
  } finally {
    mode.dispose();
  }
  console.log(`${compared} answers compared, ${wrong.length} of them differ`);
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(compared).toBeGreaterThan(100);
}, 1_800_000);
