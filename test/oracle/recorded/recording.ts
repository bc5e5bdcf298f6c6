// Questions and the real sendmail's answers, kept as facts in recorded.json, and the same questions asked of us: no program is needed.
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readCf } from "../../../server/src/cf/index.ts";
import { Rewriter, UNKNOWN_DNS } from "../../../server/src/cf/rewrite/index.ts";
import { TestMode } from "../../../server/src/cf/test-mode/index.ts";
import type { CfEnvironment } from "../../../server/src/cf/types.ts";
import { defaultQuery } from "../../../server/src/relay/index.ts";
import type { DnsAnswers, Query } from "../../../server/src/relay/types.ts";
import { ourAnswers } from "../relay/our-answers.ts";
import type { Answers } from "../relay/sendmail.ts";
import { policyFromTexts } from "../relay/site.ts";
import type { Texts } from "../relay/texts.ts";

export const RECORDING = path.join(import.meta.dirname, "recorded.json");

/** The folder that the recorded configurations name. */
export const FOLDER = "/etc/mail";

/** A host with no files, users or interfaces: the recorded .cf texts name none. */
const ALONE: CfEnvironment = {
  version: "8.17.1",
  hostName: "mx.example.com",
  interfaces: [],
  files: { read: () => ({ state: "missing" }) },
  user: () => undefined,
  group: () => undefined,
  service: () => undefined,
};

const text = z.string();
const shape = z.strictObject({
  /** Which sendmail answered. */
  version: text,
  /** What stood in for the name service. */
  dns: z.unknown(),
  relay: z.array(
    z.strictObject({
      mc: text,
      access: text.optional(),
      relayDomains: text.optional(),
      localHostNames: text.optional(),
      asked: z.array(z.strictObject({ query: z.record(text, z.unknown()), answer: text })),
    }),
  ),
  rewriting: z.array(z.strictObject({ name: text, asked: z.array(z.strictObject({ line: text, answer: text })) })),
});
export type Recording = z.infer<typeof shape>;

export function readRecording(): Recording {
  return shape.parse(JSON.parse(readFileSync(RECORDING, "utf8")));
}

/** One answer of a ruleset as a fact: its decision and codes, without the words that go with them. */
function fact(answer: string, isFinal: boolean): string {
  const codes = /^\$# ?error (?:\$@ ?([\d. ]+))?\$: ?"?(\d{3})/i.exec(answer);
  if (codes !== null) return [codes[2], codes[1]?.replaceAll(" ", "")].filter((code) => code !== undefined).join(" ");
  if (/^\$#/.test(answer)) return answer.toLowerCase().slice(0, 24);
  return isFinal && answer === "RELAY" ? "relay" : "accept";
}

/** The answers of check_relay, check_mail and check_rcpt in one line; `-` for a ruleset that the configuration puts off. */
export function facts(answers: Answers): string {
  const delayed = answers.relay === undefined;
  return [answers.relay, answers.mail, answers.rcpt]
    .map((answer, at) => (answer === undefined ? "-" : fact(answer, at === 2 && !delayed)))
    .join(", ");
}

/** What decide() answers to recorded questions. */
export async function ourDecisions(
  configuration: Recording["relay"][number],
  dns: unknown,
): Promise<readonly string[]> {
  const { mc, access, relayDomains, localHostNames, asked } = configuration;
  const written: Texts = { mc, access, relayDomains, localHostNames };
  const policy = await policyFromTexts(written, FOLDER);
  return asked.map(({ query }) =>
    facts(ourAnswers(policy, { ...defaultQuery, dns: dns as DnsAnswers, ...(query as Partial<Query>) })),
  );
}

/** What test mode prints as the last result of each question. */
export function results(output: string): readonly string[] {
  return output
    .split("\n> ")
    .map((part) => [...part.matchAll(/^\S+ +returns: (.*)$/gm)].at(-1)?.[1]?.trimEnd())
    .filter((result) => result !== undefined);
}

/** What our rewriter answers to the same lines. */
export function ourResults(cf: string, lines: readonly string[]): readonly string[] {
  const engine = new Rewriter(readCf({ name: "test.cf", text: cf }, ALONE), {
    files: ALONE.files,
    dns: UNKNOWN_DNS,
    user: () => undefined,
    compiled: () => "missing",
  });
  const mode = new TestMode(engine);
  mode.start("test.cf");
  return lines.flatMap((line) => results(`\n> ${mode.session(`${line}\n`).output}`));
}
