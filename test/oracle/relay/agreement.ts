// Compares what decide() makes of generated transactions with what sendmail makes of them, and makes small what differs.
import type { RelayPolicy } from "../../../server/src/relay/policy/policy.ts";
import { inTestMode } from "../../../server/src/relay/rulesets/reply.ts";
import { readArgument } from "../../../server/src/relay/rulesets/syntax.ts";
import { stripQuotes } from "../../../server/src/relay/rulesets/tokens.ts";
import type { Query } from "../../../server/src/relay/types.ts";
import { type Configuration, configuration, DNS, transaction } from "./generator.ts";
import { ourAnswers } from "./our-answers.ts";
import { Chance } from "./random.ts";
import { type Answers, TestMode } from "./sendmail.ts";
import { policyFromTexts } from "./site.ts";
import { texts } from "./texts.ts";

export interface Disagreement {
  readonly ruleset: keyof Answers;
  readonly ours: string;
  readonly theirs: string;
  readonly query: Query;
  readonly made: Configuration;
}

/**
 * What of an answer is compared: a refusal or `$#` letter by letter but for case; RELAY where check_rcpt is asked directly;
 * of everything else only that it is no refusal, as what is left in the workspace then means nothing.
 */
function essence(answer: string, ruleset: keyof Answers, delayed: boolean): string {
  if (answer.startsWith("$# discard")) return "$# discard";
  if (answer.startsWith("$#") || answer === "(no answer)") return answer.toLowerCase();
  return ruleset === "rcpt" && !delayed && answer === "RELAY" ? "relay" : "accepted";
}

/** What sendmail refuses before any ruleset sees it: test mode knows nothing of that, sessions with a daemon show it. */
export function isMalformed({ sender, recipient }: Query): boolean {
  return [sender, recipient].some((text) => {
    // Here the maps that stand in for the name service would put other tokens into the workspace.
    if (/"[^"]*[<>]|\\[()<>"]/.test(text) || hidesAbsentName(text)) return true;
    const { refused } = readArgument(text.replace(/^Name /, ""));
    return text.length > 255 || (refused !== undefined && inTestMode(refused).includes("553"));
  });
}

/** True where one of those maps answers for a name that is not known, and so takes its backslashes off. */
function hidesAbsentName(text: string): boolean {
  return text.split(/[@!%:,;<>]/).some((name) => {
    const plain = stripQuotes(name).replace(/\.+$/, "").toLowerCase();
    return /[\\"]/.test(name) && DNS.notCanonical?.includes(plain);
  });
}

/** Compares one set of answers. */
export function compare(
  policy: RelayPolicy,
  query: Query,
  made: Configuration,
  theirs: Answers,
): Disagreement | undefined {
  if (isMalformed(query)) return undefined;
  const ours = ourAnswers(policy, query);
  const delayed = policy.features.has("delay_checks");
  for (const ruleset of ["relay", "mail", "rcpt"] as const) {
    const [a, b] = [ours[ruleset], theirs[ruleset]];
    if (a === undefined || b === undefined) continue;
    if (essence(a, ruleset, delayed) !== essence(b, ruleset, delayed))
      return { ruleset, ours: a, theirs: b, query, made };
  }
  return undefined;
}

/** Thrown for a configuration of which no answer would be certain. */
export class OutsideOfModel extends Error {}

/** All disagreements about these queries. */
export async function disagreements(
  mode: TestMode,
  made: Configuration,
  queries: readonly Query[],
): Promise<Disagreement[]> {
  const written = texts(made, mode.dir);
  const policy = await policyFromTexts(written, mode.dir);
  if (policy.unknown[0]) throw new OutsideOfModel(policy.unknown[0].text);
  await mode.install(written);
  const answers = await mode.ask(policy, queries);
  return queries.flatMap((query, i) => {
    const theirs = answers[i];
    const found = theirs && compare(policy, query, made, theirs);
    return found ? [found] : [];
  });
}

/** The queries that go with a configuration. */
export function queriesFor(made: Configuration, count: number): Query[] {
  const chance = new Chance(made.seed * 7919 + 1);
  return Array.from({ length: count }, (_, n) => transaction(chance.of(`transaction ${n}`), made));
}

const LISTS = [
  "features",
  "defines",
  "relayDomains",
  "localDomains",
  "mechanisms",
  "masquerade",
  "virtual",
  "lines",
  "access",
  "relayFile",
  "localFile",
] as const;

/** The same disagreement with as little configuration as still shows it. */
export async function shrink(mode: TestMode, found: Disagreement): Promise<Disagreement> {
  let best = found;
  for (const name of LISTS) {
    for (let i = (best.made[name]?.length ?? 0) - 1; i >= 0; i--) {
      const smaller = { ...best.made, [name]: best.made[name]?.filter((_, at) => at !== i) };
      try {
        const [still] = await disagreements(mode, smaller, [best.query]);
        if (still) best = still;
      } catch {
        // What is left out was needed to make a configuration at all.
      }
    }
  }
  return best;
}

export interface Agreement {
  readonly configurations: number;
  readonly queries: number;
  readonly disagreements: readonly Disagreement[];
}

/** Runs configurations `from` up to, not including, `to`, `parallel` at a time. Stops at ten disagreements. */
export async function agreement(from: number, to: number, each: number, parallel = 2): Promise<Agreement> {
  const found: Disagreement[] = [];
  let next = from;
  let queries = 0;
  const work = async (): Promise<void> => {
    const mode = await TestMode.open(DNS);
    try {
      while (next < to && found.length < 10) {
        const made = configuration(next++);
        const asked = queriesFor(made, each);
        const differing = await disagreements(mode, made, asked).catch((error: unknown) => {
          if (error instanceof OutsideOfModel) return [];
          throw error;
        });
        queries += asked.filter((query) => !isMalformed(query)).length;
        const [first] = differing;
        if (first) found.push(await shrink(mode, first));
      }
    } finally {
      mode.dispose();
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return { configurations: next - from, queries, disagreements: found };
}
