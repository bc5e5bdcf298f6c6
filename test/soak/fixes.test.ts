// Fixes on made-up mail servers full of mistakes: in bulk none lets more be relayed, and each one is what its grade says.
import { describe, expect, it } from "vitest";
import type { BulkLevel } from "../../server/src/bulk/plan.ts";
import { compareGrants, decide, type Exposure, exposures, type Query } from "../../server/src/relay/index.ts";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint } from "../../server/src/rules/linter/lint.ts";
import type { Fix } from "../../server/src/rules/types.ts";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { type MailSite, memoryWorkspace, Sites } from "../../server/src/site/index.ts";
import { applied, type Texts } from "../oracle/rules/mending.ts";
import { FOLDER, mistakenSite } from "./mistakes.ts";

/** How many mail servers to make up: `FIX_SITES=500` asks much more. */
const SITES = Number(process.env.FIX_SITES) || 12;
/** Milliseconds for one of them, on a machine that does ten other things. */
const PATIENCE = 20_000;
const FIRST = (Number(process.env.TEST_SEED) || 1) * 100_000;
const MC = `${FOLDER}sendmail.mc`;
const SEEDS = Array.from({ length: SITES }, (_, n) => FIRST + n);

async function siteOf(files: Texts): Promise<MailSite> {
  const [site] = await new Sites(memoryWorkspace(files)).sitesOf(MC);
  if (site === undefined) throw new Error("there is no site");
  return site;
}

/** Transactions of our own, not those that the product tries: everybody to everywhere. */
const CLIENTS: readonly Partial<Query>[] = [
  ["203.0.113.8", "unknown.invalid"],
  ["203.0.113.77", "mx.stranger.example"],
  ["203.7.7.7", "host.com"],
  ["198.51.100.3", "host.partner.example"],
  ["10.1.2.3", "pc.mail.com"],
  ["192.168.1.5", "mail.gmail.com"],
  ["9.9.9.9", "host.example.net"],
  ["9.9.9.9", "www.example.co.uk"],
  ["IPv6:2001:db8:0:0:0:0:0:1", "six.example.org"],
].map(([clientAddress = "", clientName = ""]) => ({ clientAddress, clientName }));
const SENDERS = ["x@stranger.example", "joe@partner.example", "me@mx.example.net"];
const RECIPIENTS = [
  "victim@elsewhere.example",
  "victim@partner.example",
  "joe@partner.example",
  "someone@host.com",
  "someone@gmail.com",
  "someone@mx.example.net",
  "user%elsewhere.example@partner.example",
  "joe@other.example",
];
const MX = { mx: { "other.example": ["mx.example.net"] } };
const PARTIES: readonly Partial<Query>[] = [
  ...CLIENTS.flatMap((client) => RECIPIENTS.map((recipient) => ({ ...client, recipient }))),
  ...SENDERS.flatMap((sender) => RECIPIENTS.slice(0, 3).map((recipient) => ({ sender, recipient }))),
  { authType: "ANONYMOUS" },
  { authType: "PLAIN" },
];
const QUERIES: readonly Query[] = PARTIES.map((party) => ({
  clientAddress: "9.9.9.9",
  clientName: "unknown.invalid",
  clientResolve: "OK",
  sender: "x@stranger.example",
  recipient: "victim@elsewhere.example",
  authType: "",
  dns: MX,
  ...party,
}));

const relays = (site: MailSite, query: Query): boolean => {
  const { accepted, relayed } = decide(site, query);
  return accepted && relayed;
};

/** What is relayed after a change and was not before. */
function widened(before: MailSite, after: MailSite): readonly unknown[] {
  const witnesses = exposures(after).flatMap(({ witness }: Exposure) => witness ?? []);
  return [...witnesses, ...QUERIES].filter((query) => relays(after, query) && !relays(before, query));
}

async function inBulk(files: Texts, level: BulkLevel): Promise<Texts> {
  const service = createService(memoryWorkspace(files));
  service.configure({ ...DEFAULT_SETTINGS, preset: "strict" });
  const plan = await service.bulkFixes({ uri: MC, level });
  const texts = (plan?.files ?? []).map(({ revised }) => [revised.uri, revised.getText()]);
  return { ...files, ...Object.fromEntries(texts) };
}

describe("fixes in bulk", () => {
  it.each(["safe", "narrows"] as const)(
    "never let more be relayed, and come to an end: %s",
    async (level) => {
      let changed = 0;
      for (const seed of SEEDS) {
        const files = mistakenSite(seed);
        const after = await inBulk(files, level);
        if (JSON.stringify(after) !== JSON.stringify(files)) changed++;
        const [old, now] = [await siteOf(files), await siteOf(after)];
        expect(widened(old, now), `seed ${seed}`).toEqual([]);
        if (level === "safe")
          expect(
            QUERIES.filter((query) => JSON.stringify(answer(old, query)) !== JSON.stringify(answer(now, query))),
            `seed ${seed}`,
          ).toEqual([]);
        expect(await inBulk(after, level), `seed ${seed}: a second round`).toEqual(after);
      }
      expect(changed).toBeGreaterThan(SITES / 20);
    },
    SITES * PATIENCE,
  );
});

function answer(site: MailSite, query: Query): unknown {
  const { accepted, stage, reply, relayed, effect } = decide(site, query);
  return [accepted, stage, reply, relayed, effect];
}

/** What a fix really does. */
async function gradeOf(files: Texts, before: MailSite, fix: Fix): Promise<readonly string[]> {
  const after = await siteOf(applied(files, fix.changes));
  const { granted, changed, reworded, lost } = compareGrants(before, after);
  return [
    ...granted.map((one) => `grants: ${one}`),
    ...widened(before, after).map((one) => `grants: ${JSON.stringify(one)}`),
    ...changed.map((one) => `changes: ${one}`),
    ...(fix.grade === "safe" ? reworded.map((one) => `rewords: ${one}`) : []),
    ...(fix.grade === "safe" ? lost.map(({ who, to }) => `takes away: ${who} to ${to}`) : []),
  ];
}

describe("each fix by itself", () => {
  it(
    "does what its grade says",
    async () => {
      const rules = ALL_RULES.map(({ rule }) => rule);
      const wrong: string[] = [];
      const seen = new Set<string>();
      for (const seed of SEEDS) {
        const files = mistakenSite(seed);
        const site = await siteOf(files);
        for (const problem of [...lint(site, rules, { preset: "strict" }).values()].flat()) {
          for (const fix of problem.fixes?.() ?? []) {
            seen.add(fix.grade);
            if (fix.grade === "asks") continue;
            const found = await gradeOf(files, site, fix);
            if (found.length > 0) wrong.push(`${seed} ${problem.meta.code}: ${fix.title}: ${found[0]}`);
          }
        }
      }
      expect([...seen].sort()).toEqual(["asks", "narrows", "safe"]);
      expect(wrong).toEqual([]);
    },
    SITES * PATIENCE,
  );
});
