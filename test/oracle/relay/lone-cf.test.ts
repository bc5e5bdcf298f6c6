// A .cf by itself: its list of grants is complete where it says so, and what it calls open sendmail relays.
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { relayStatus } from "../../../server/src/features/relay-status.ts";
import { decide, type Exposure, exposureList, policyOf, type Query } from "../../../server/src/relay/index.ts";
import type { Span } from "../../../server/src/text.ts";
import { LONG, SEED } from "../programs.ts";
import { queriesFor } from "./agreement.ts";
import { configuration, DNS } from "./generator.ts";
import { judgedSite } from "./judged-site.ts";
import { LATE } from "./odd-lines.ts";
import { Chance } from "./random.ts";
import { type Answers, TestMode } from "./sendmail.ts";
import { siteOf } from "./site.ts";
import { texts } from "./texts.ts";

const CONFIGURATIONS = LONG ? 300 : 6;
const QUERIES = LONG ? 80 : 60;

const totals = { sites: 0, complete: 0, open: 0, closed: 0, relayed: 0 };
const why = new Map<string, number>();

function isAccepted({ relay, mail, rcpt }: Answers): boolean {
  const stops = (answer: string | undefined): boolean =>
    answer !== undefined && /^\$# *(?:error|discard)|no answer/.test(answer) && !/\$@ *quarantine/i.test(answer);
  return ![relay, mail, rcpt].some(stops);
}

/** A recipient at a bare address: the mail goes to that very host, which the site itself has named. */
const NAMED_HOST = /@\[?(?:IPv6:)?[\da-f.:]+\]?>?$/i;

test("everything that sendmail relays is in a list that calls itself complete", async () => {
  const mode = await TestMode.open(DNS);
  try {
    for (let seed = SEED + 70_000; seed < SEED + 70_000 + CONFIGURATIONS; seed++) {
      const chance = new Chance(seed);
      const made = { ...configuration(seed), lines: [] };
      const plain = texts(made, mode.dir);
      const late = chance.maybe(0.25) ? `${chance.pick(LATE)}\n` : "";
      await mode.install({ ...plain, mc: plain.mc + late });
      const lone = path.join(mode.dir, "lone");
      mkdirSync(lone, { recursive: true });
      cpSync(path.join(mode.dir, "sendmail.cf"), path.join(lone, "sendmail.cf"));
      const site = await judgedSite(path.join(lone, "sendmail.cf"), undefined);
      const list = exposureList(site);
      const grants = [...list];
      totals.sites++;
      if (list.complete) totals.complete++;
      else for (const { text } of list.why.slice(0, 1)) why.set(text, (why.get(text) ?? 0) + 1);
      const { state } = relayStatus(site);
      if (state === "open") totals.open++;
      if (state === "closed") totals.closed++;
      expect(list.complete || state !== "closed", "an incomplete list is never called closed").toBe(true);
      const queries = queriesFor(made, QUERIES);
      // What was put off, and what `$f` is, the policy of the .mc knows.
      const policy = policyOf(await siteOf(plain, mode.dir));
      const witnesses = grants.flatMap(({ witness, grade }) =>
        witness !== undefined && (grade === "open" || grade === "forgeable") ? [witness] : [],
      );
      const answers = await mode.ask(policy, [...queries, ...witnesses]);
      for (const [i, witness] of witnesses.entries()) {
        const answer = answers[queries.length + i];
        const decision = decide(site, { ...witness, dns: DNS });
        expect({ seed, witness, accepted: answer && isAccepted(answer) }).toMatchObject({
          accepted: decision.accepted,
        });
      }
      if (!list.complete) continue;
      const places = new Set(grants.flatMap(({ because }) => because.map(placeOf)));
      const anyone = grants.some(({ who, to, grade }) => grade === "open" && who === "anyone" && to === "anywhere");
      const missing = queries.flatMap((query, i) => {
        const answer = answers[i];
        if (answer === undefined || !isAccepted(answer) || anyone || NAMED_HOST.test(query.recipient)) return [];
        // A login, this host itself, and who has a certificate, are granted something by rules and no line.
        const decision = decide(site, query);
        if (!decision.relayed || isOwn(query.clientAddress)) return [];
        // These tests answer for the name service with maps of their own, which no stranger can fill.
        if (decision.steps.some(({ text }) => /map (?:mxserved|bestmx) has/.test(text))) return [];
        totals.relayed++;
        if (grants.some((grant) => covers(grant, query))) return [];
        if (decision.steps.some(({ span }) => span !== undefined && places.has(placeOf(span)))) return [];
        return [
          `${JSON.stringify({ ...query, dns: undefined })}: ${decision.steps.map(({ text }) => text).join("; ")}`,
        ];
      });
      expect({ seed, missing: missing.slice(0, 3) }).toEqual({ seed, missing: [] });
    }
  } finally {
    mode.dispose();
  }
}, 3_600_000);

/** True for what a grant describes in words: names that sendmail itself puts into a class have no place to know it by. */
function covers({ who, to }: Exposure, query: Query): boolean {
  if (who === "anyone") return isWithin(query.recipient, to);
  const [, domain] = /^clients whose verified name is in (\S+)$/.exec(who) ?? [];
  const { clientName, clientResolve } = query;
  return (
    domain !== undefined &&
    to === "anywhere" &&
    clientResolve === "OK" &&
    `.${clientName}`.toLowerCase().endsWith(`.${domain}`.toLowerCase())
  );
}

function isWithin(recipient: string, to: string): boolean {
  const [domain = ""] = to.split(" ");
  return recipient.toLowerCase().replace(/>?$/, "").endsWith(domain.toLowerCase()) && to.includes("subdomains");
}

function isOwn(address: string): boolean {
  return /^(?:|0|127\.0\.0\.1|IPv6:(?:0:)*:?1|IPv6:0:0:0:0:0:0:0:1)$/.test(address);
}

function placeOf({ source, start }: Span): string {
  return `${source} ${start}`;
}

afterAll(() => {
  if (totals.sites === 0) return;
  const { sites, complete, open, closed, relayed } = totals;
  console.log(
    `${complete} of ${sites} lists are complete; ${open} open, ${closed} closed; ${relayed} relayed transactions all accounted for`,
  );
  console.log([...why].map(([text, count]) => `${String(count).padStart(4)} ${text}`).join("\n"));
  expect(complete).toBeGreaterThan(sites / 2);
  expect(relayed).toBeGreaterThan(sites / 2);
});
