// exposures() against the real sendmail: every witness is relayed, and nothing that sendmail relays is missing.
import { expect, test } from "vitest";
import { decide } from "../../../server/src/relay/decide.ts";
import { exposuresOf } from "../../../server/src/relay/exposures/index.ts";
import type { RelayPolicy } from "../../../server/src/relay/policy/policy.ts";
import type { Exposure, Query } from "../../../server/src/relay/types.ts";
import type { Span } from "../../../server/src/text.ts";
import { LONG } from "../programs.ts";
import { queriesFor } from "./agreement.ts";
import { type Configuration, configuration, DNS } from "./generator.ts";
import { Chance } from "./random.ts";
import { type Answers, TestMode } from "./sendmail.ts";
import { policyFromTexts } from "./site.ts";
import { texts } from "./texts.ts";

function accepted({ relay, mail, rcpt }: Answers): boolean {
  const refuses = (answer: string | undefined): boolean =>
    answer !== undefined &&
    (/^\$# *error/.test(answer) || answer === "(no answer)") &&
    !/\$@ *quarantine/i.test(answer);
  const dropped = [relay, mail, rcpt].some((answer) => answer?.startsWith("$# discard"));
  return !dropped && ![relay, mail, rcpt].some(refuses);
}

function isListed(list: readonly Exposure[], span: Span): boolean {
  return list.some((one) =>
    one.because.some((at) => at.source === span.source && at.start === span.start && at.end === span.end),
  );
}

/** A recipient at a bare address: the mail goes to that very host, which the site itself has named, and to no stranger. */
const NAMED_HOST = /@\d+(?:\.\d+){3}>?$/;

/** Transactions that sendmail relays thanks to no line that an exposure names (nor to one that lets the client in), each in a line. */
function missing(
  policy: RelayPolicy,
  list: readonly Exposure[],
  queries: readonly Query[],
  answers: readonly Answers[],
): string[] {
  return queries.flatMap((query, i) => {
    const answer = answers[i];
    if (answer === undefined || !accepted(answer)) return [];
    const decision = decide(policy, query);
    if (!decision.relayed) return [];
    const own = decision.steps.some((one) => /comes from this host itself|one of this server's own/.test(one.text));
    const { clientAddress, clientName, sender, recipient } = query;
    const causes = decision.steps.filter((one) => one.grants || /^The client may connect/.test(one.text));
    if (own || NAMED_HOST.test(recipient) || causes.some(({ span }) => span && isListed(list, span))) return [];
    return [
      `${clientAddress} ${clientName} ${sender} ${recipient}: ${decision.steps.map(({ text }) => text).join("; ")}`,
    ];
  });
}

test("finds all that is relayed, and only that", async () => {
  const mode = await TestMode.open(DNS);
  let witnesses = 0;
  let misled = 0;
  let relayed = 0;
  try {
    for (let seed = 20_001; seed <= 20_000 + (LONG ? 600 : 100); seed++) {
      const made = configuration(seed);
      const written = texts(made, mode.dir);
      const policy = await policyFromTexts(written, mode.dir);
      const list = exposuresOf(policy);
      const shown = list.flatMap((one) => (one.witness ? [one.witness] : []));
      for (const one of list) {
        if (one.grade === "open" || one.grade === "forgeable") expect(one.witness, one.who).toBeDefined();
      }
      const queries = queriesFor(made, 60);
      await mode.install(written);
      const answers = await mode.ask(policy, [...shown, ...queries]);
      for (const [i, witness] of shown.entries()) {
        const answer = answers[i];
        // The name service of these tests knows odd things of some names, of which a witness supposes nothing.
        const { accepted: isMeant } = decide(policy, { ...witness, dns: DNS });
        expect(answer && accepted(answer), JSON.stringify({ seed, witness, answer })).toBe(isMeant);
        if (isMeant) witnesses++;
        else misled++;
      }
      const rest = answers.slice(shown.length);
      relayed += queries.filter((query) => decide(policy, query).relayed).length;
      expect({ seed, missing: missing(policy, list, queries, rest) }).toEqual({ seed, missing: [] });
    }
  } finally {
    mode.dispose();
  }
  console.log(
    `${witnesses} witnesses accepted by sendmail, ${misled} refused as decide says with these tests' name service, ${relayed} relayed transactions all accounted for`,
  );
  expect(witnesses).toBeGreaterThan(100);
  expect(misled).toBeLessThan(witnesses / 100);
  expect(relayed).toBeGreaterThan(500);
}, 3_600_000);

/** Configurations as a careful postmaster writes them: own networks and domains, nothing that believes a sender. */
function closed(seed: number): Configuration {
  const chance = new Chance(seed);
  const made = configuration(seed);
  const careless =
    /^(?:promiscuous_relay|relay_local_from|relay_mail_from|relay_entire_domain|relay_based_on_MX|bestmx_is_local|loose_relay_check|no(?:uucp|percenthack))$/;
  const own = ["10.1", "172.16", "192.168.7", "relay.example.org", "partner.test", "IPv6:fd12:3456:789a"];
  return {
    ...made,
    features: made.features.filter(([name]) => !careless.test(name)),
    defines: made.defines.filter(([name]) => name !== "confDELIVERY_MODE"),
    relayDomains: chance.some(own, 0, 4),
    relayFile: chance.maybe(0.5) ? chance.some(own, 0, 3) : undefined,
    lines: [],
    access: made.access && [
      { tag: "Connect", key: chance.pick(["10.9", "127.0.0.1", "192.168.9.9"]), value: "RELAY" },
      { tag: "To", key: "sub.partner.test", value: "RELAY" },
      { tag: chance.pick(["", "From"]), key: "evil.example", value: chance.pick(["REJECT", "OK", "DISCARD"]) },
    ],
  };
}

test("calls no closed server open, and sendmail refuses its strangers", async () => {
  const mode = await TestMode.open(DNS);
  try {
    for (let seed = 30_001; seed <= 30_000 + (LONG ? 300 : 40); seed++) {
      const made = closed(seed);
      const written = texts(made, mode.dir);
      const policy = await policyFromTexts(written, mode.dir);
      const bad = exposuresOf(policy).filter(({ grade }) => grade === "open" || grade === "forgeable");
      expect({ seed, bad }).toEqual({ seed, bad: [] });
      await mode.install(written);
      const base = {
        clientAddress: "8.8.8.8",
        clientName: "h.unrelated.example",
        clientResolve: "OK",
        authType: "",
      } as const;
      const tries = [
        "victim@elsewhere.example",
        "victim%elsewhere.example@mx.example.com",
        "elsewhere.example!victim",
        "@partner.test:victim@elsewhere.example",
        '"victim@elsewhere.example"@mx.example.com',
        "victim%elsewhere.example@partner.test",
      ];
      const senders = ["x@unrelated.example", "root@mx.example.com", "root@local.test", "x@evil.example", "<>"];
      const queries = tries.flatMap((recipient) =>
        senders.map((sender) => ({
          ...base,
          sender: sender === "<>" ? sender : `<${sender}>`,
          recipient: `<${recipient}>`,
        })),
      );
      const answers = await mode.ask(policy, queries);
      const relayed = queries.filter((query, i) => {
        const answer = answers[i];
        return answer !== undefined && accepted(answer) && decide(policy, query).relayed;
      });
      expect({ seed, relayed }).toEqual({ seed, relayed: [] });
    }
  } finally {
    mode.dispose();
  }
}, 3_600_000);
