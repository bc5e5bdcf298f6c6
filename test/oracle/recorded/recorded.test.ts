// Asks the real sendmail the recorded questions again. `RECORD=1 npm run oracle -- test/oracle/recorded` records them again.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { defaultQuery } from "../../../server/src/relay/index.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { runSendmail, safeFolder } from "../programs.ts";
import { isMalformed, queriesFor } from "../relay/agreement.ts";
import { type Configuration, configuration, DNS } from "../relay/generator.ts";
import { kept, PLAIN } from "../relay/kept.ts";
import { TestMode } from "../relay/sendmail.ts";
import { policyFromTexts } from "../relay/site.ts";
import { texts } from "../relay/texts.ts";
import { FOLDER, facts, RECORDING, type Recording, readRecording, results } from "./recording.ts";
import { RULESETS } from "./rulesets.ts";

/** Generated configurations, besides the cases that were once wrong. */
const GENERATED = 60;
const QUERIES = 12;

async function askRelay(): Promise<Recording["relay"]> {
  const mode = await TestMode.open(DNS);
  const asked: Recording["relay"] = [];
  const ask = async (made: Configuration, queries: readonly Partial<Query>[]) => {
    const written = texts(made, mode.dir);
    const policy = await policyFromTexts(written, mode.dir);
    if (policy.unknown.length > 0) return;
    await mode.install(written);
    const whole = queries.map((query) => ({ ...defaultQuery, dns: DNS, ...query }));
    const answers = await mode.ask(policy, whole);
    const clear = whole.flatMap(({ dns: _, ...query }, at) => {
      const answer = answers[at];
      const isClear = answer !== undefined && !isMalformed({ ...query, dns: DNS });
      return isClear ? [{ query, answer: facts(answer) }] : [];
    });
    if (clear.length > 0) asked.push({ ...texts(made, FOLDER), asked: clear });
  };
  try {
    for (const { made, query } of kept) await ask({ ...PLAIN, ...made }, [query]);
    for (let seed = 1; seed <= GENERATED; seed++) {
      const made = configuration(seed);
      await ask(made, queriesFor(made, QUERIES));
    }
  } finally {
    mode.dispose();
  }
  return asked;
}

function askRewriting(): Recording["rewriting"] {
  const folder = safeFolder();
  try {
    return RULESETS.map(({ name, cf, lines }) => {
      writeFileSync(path.join(folder.dir, "test.cf"), cf, { mode: 0o644 });
      const asked = lines.flatMap((line) => {
        const { stdout } = runSendmail(["-bt", "-C", "test.cf"], `${line}\n`, { cwd: folder.dir });
        return results(stdout).map((answer) => ({ line, answer }));
      });
      return { name, asked };
    });
  } finally {
    folder.dispose();
  }
}

/** A configuration on each line, so that a change of one is a change of one line. */
function written({ relay, rewriting, ...head }: Recording): string {
  const list = (all: readonly object[]) => `[\n${all.map((one) => JSON.stringify(one)).join(",\n")}\n]`;
  return `${JSON.stringify(head).slice(0, -1)},"relay":${list(relay)},"rewriting":${list(rewriting)}}\n`;
}

test("sendmail still answers what is recorded", { timeout: 600_000 }, async () => {
  const relay = await askRelay();
  const rewriting = askRewriting();
  const questions = relay.flatMap(({ asked }) => asked).length;
  expect(questions).toBeGreaterThan(400);
  const now = JSON.parse(JSON.stringify({ version: "8.17.1", dns: DNS, relay, rewriting })) as Recording;
  if (process.env.RECORD === "1") writeFileSync(RECORDING, written(now));
  expect(now).toEqual(readRecording());
});
