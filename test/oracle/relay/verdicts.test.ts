// The interpreter's verdicts against four versions of sendmail: configurations with switches, HACKs, classes, map flags and rules of their own.
import { afterAll, expect, test } from "vitest";
import { LONG, SEED, type Version, versionsThere } from "../programs.ts";
import { queriesFor } from "./agreement.ts";
import { configuration, DNS } from "./generator.ts";
import { type Difference, judged } from "./judged.ts";
import { EARLY, LATE } from "./odd-lines.ts";
import { Chance } from "./random.ts";
import { TestMode } from "./sendmail.ts";
import { texts } from "./texts.ts";
import { verdictsOf } from "./verdicts.ts";

/** For each version. */
const CONFIGURATIONS = LONG ? 200 : 15;
const QUERIES = LONG ? 63 : 50;

/** Whether keys of a map were written with makemap's flag -N, only the database knows. */
const KNOWN = EARLY.filter((line) => !line.includes(" -N "));

const totals = { asked: 0, certain: 0, configurations: 0 };
const reasons = new Map<string, number>();

function told(version: Version, seed: number, lines: readonly string[], found: Difference): string {
  const query = JSON.stringify({ ...found.query, dns: undefined });
  return `${version} ${seed} ${lines.join(" | ")}: ${found.what}: ${found.ours} / ${found.theirs} for ${query}`;
}

test.each(versionsThere())(
  "sendmail %s answers as the interpreter says",
  async (version) => {
    const mode = await TestMode.open(DNS, version);
    const wrong: string[] = [];
    try {
      for (let seed = SEED; seed < SEED + CONFIGURATIONS; seed++) {
        const chance = new Chance(seed * 31 + 11);
        const made = configuration(seed);
        const plain = texts(made, mode.dir);
        const early = chance.some(KNOWN, 0, 2).map((line) => line.replace("@access", `${mode.dir}/access`));
        const late = chance.some(LATE, early.length === 0 ? 1 : 0, 2);
        const mc = `${plain.mc.replace("MAILER(`local')dnl", `${early.join("\n")}\nMAILER(\`local')dnl`)}${late.join("\n")}\n`;
        await mode.install({ ...plain, mc, access: plain.access ?? "" });
        const verdicts = await verdictsOf(mode.dir, { version });
        const found = await judged(mode, verdicts, queriesFor(made, QUERIES));
        totals.asked += found.asked;
        totals.certain += found.certain;
        totals.configurations++;
        for (const [text, count] of found.why) reasons.set(text, (reasons.get(text) ?? 0) + count);
        for (const one of found.differences) if (one.certain) wrong.push(told(version, seed, [...early, ...late], one));
      }
    } finally {
      mode.dispose();
    }
    expect(wrong.slice(0, 10)).toEqual([]);
  },
  1_800_000,
);

afterAll(() => {
  const { asked, certain, configurations } = totals;
  if (asked === 0) return;
  console.log(`${certain} of ${asked} answers over ${configurations} configurations are certain`);
  console.log([...reasons].map(([text, count]) => `${String(count).padStart(6)} ${text}`).join("\n"));
  expect(asked - certain).toBeLessThan(asked / 100);
});
