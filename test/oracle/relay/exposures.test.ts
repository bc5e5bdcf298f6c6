// exposures() against the real sendmail: every witness is relayed, and nothing that sendmail relays is missing.
import { expect, test } from "vitest";
import { decide } from "../../../server/src/relay/decide.ts";
import { exposuresOf } from "../../../server/src/relay/exposures.ts";
import type { RelayPolicy } from "../../../server/src/relay/policy.ts";
import type { Exposure, Query } from "../../../server/src/relay/types.ts";
import type { Span } from "../../../server/src/text.ts";
import { LONG } from "../programs.ts";
import { queriesFor } from "./agreement.ts";
import { configuration, DNS } from "./generator.ts";
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

/** Transactions that sendmail relays thanks to a line that no exposure names, each in a line. */
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
    const grants = decision.steps.filter((one) => one.grants);
    const own = decision.steps.some((one) => /comes from this host itself|one of this server's own/.test(one.text));
    if (own || grants.some(({ span }) => span && isListed(list, span))) return [];
    const { clientAddress, clientName, sender, recipient } = query;
    return [
      `${clientAddress} ${clientName} ${sender} ${recipient}: ${decision.steps.map(({ text }) => text).join("; ")}`,
    ];
  });
}

test("finds all that is relayed, and only that", async () => {
  const mode = await TestMode.open(DNS);
  let witnesses = 0;
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
        expect({ seed, witness, answer, ok: answer !== undefined && accepted(answer) }).toMatchObject({ ok: true });
        witnesses++;
      }
      const rest = answers.slice(shown.length);
      relayed += queries.filter((query) => decide(policy, query).relayed).length;
      expect({ seed, missing: missing(policy, list, queries, rest) }).toEqual({ seed, missing: [] });
    }
  } finally {
    mode.dispose();
  }
  console.log(`${witnesses} witnesses accepted by sendmail, ${relayed} relayed transactions all accounted for`);
  expect(witnesses).toBeGreaterThan(100);
  expect(relayed).toBeGreaterThan(500);
}, 3_600_000);
