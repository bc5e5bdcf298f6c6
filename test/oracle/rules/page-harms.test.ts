// The Avoid of each page about relaying and refusing does the harm that the page is about, and its Prefer does not: sendmail's own answers.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultQuery, type Query } from "../../../server/src/relay/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { pageSites } from "../../unit/rule-pages.ts";
import { LONG, SEED } from "../programs.ts";
import { HOST } from "../relay/generator.ts";
import { TestMode } from "../relay/sendmail.ts";
import { policyFromTexts } from "../relay/site.ts";
import { HARMS, OTHERS, type Outcome } from "./page-harms.ts";

type Files = Readonly<Record<string, string>>;

const PAGES = ALL_RULES.filter(({ rule }) => /^(?:access|class|relay)-/.test(rule.meta.code));

let mode: TestMode;
beforeAll(async () => {
  mode = await TestMode.open({ mx: { "backup.example": [HOST] } });
});
afterAll(() => mode.dispose());

/** Its tables are read here, its program is one that is on each system, and no name service is asked. */
function adapted(cf: string, dir: string): string {
  return cf
    .replaceAll("/etc/mail/", `${dir}/`)
    .replaceAll("/usr/local/bin/relays", "/bin/uname")
    .replace(/^#?O DontProbeInterfaces=.*$/m, "O DontProbeInterfaces=true")
    .replace(/^#?O ServiceSwitchFile=.*$/m, `O ServiceSwitchFile=${dir}/service.switch`);
}

/** What sendmail says to each transaction: its refusal, or undefined. */
async function answers(files: Files, queries: readonly Partial<Query>[]): Promise<readonly (string | undefined)[]> {
  const mc = files["sendmail.mc"] ?? "";
  const access = files.access ?? "";
  for (const name of ["relay-domains", "local-host-names"]) writeFileSync(path.join(mode.dir, name), files[name] ?? "");
  await mode.installMc(mc, { access, words: {} }, adapted);
  const policy = await policyFromTexts({ mc, access, relayDomains: undefined, localHostNames: undefined }, mode.dir);
  const asked = queries.map((query) => ({ ...defaultQuery, ...query }));
  return (await mode.ask(policy, asked)).map(({ relay, mail, rcpt }) =>
    [relay, mail, rcpt].find((answer) => answer !== undefined && /^\$# *error|no answer/.test(answer)),
  );
}

function isOutcome(answer: string | undefined, outcome: Outcome): boolean {
  if (outcome === "accepted") return answer === undefined;
  return answer !== undefined && !answer.includes("no answer") && (outcome === "refused" || outcome.test(answer));
}

/** All pages in a long run; else a share, another one for each seed. */
const SHARE = 5;

describe("what the pages about relaying and refusing avoid", () => {
  it("is shown for each of them, or said why not", () => {
    const known = [...Object.keys(HARMS), ...Object.keys(OTHERS)].sort();
    expect(known).toEqual(PAGES.map(({ rule }) => rule.meta.code).sort());
  });

  const asked = PAGES.flatMap(({ rule, page }) => {
    const harms = HARMS[rule.meta.code];
    return harms === undefined ? [] : [[rule.meta.code, page, harms] as const];
  }).filter((_, i) => LONG || (i + SEED) % SHARE === 0);

  it.each(asked)("%s", async (_code, page, harms) => {
    const [avoid] = pageSites(page, "Avoid");
    const prefers = pageSites(page, "Prefer");
    if (avoid === undefined || prefers.length === 0) throw new Error("The page has no examples.");
    if ("idle" in harms) {
      const table = Object.keys(avoid).find((name) => harms.idle.test(avoid[name] ?? ""));
      if (table === undefined) throw new Error("The page does not have the line.");
      const without = { ...avoid, [table]: (avoid[table] ?? "").replace(harms.idle, "") };
      expect(await answers(without, harms.queries)).toEqual(await answers(avoid, harms.queries));
      return;
    }
    for (const [files, side] of [[avoid, "avoid"] as const, ...prefers.map((one) => [one, "prefer"] as const)]) {
      const found = await answers(
        files,
        harms.map(({ query }) => query),
      );
      const wrong = harms.flatMap((harm, i) => {
        const outcome = harm[side];
        return outcome === undefined || isOutcome(found[i], outcome)
          ? []
          : [`${side}: ${outcome} expected, ${found[i] ?? "accepted"} for ${JSON.stringify(harm.query)}`];
      });
      expect(wrong).toEqual([]);
    }
  });
});
