// Who may relay to where, and which line lets them: the relay policy in reverse.

import { perParts } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { keep } from "../../text/keep.ts";
import type { Span } from "../../text.ts";
import { decide } from "../decide.ts";
import type { AskedPolicy, Listener, RelayPolicy } from "../policy/policy.ts";
import { policyOf } from "../policy/policy-of.ts";
import { isDeferred } from "../rulesets/run.ts";
import type { Decision, Exposure, Grade, Query, Step } from "../types.ts";
import { exposure, isUnderstood, MOST_TRIED } from "./exposure.ts";
import { ExposureList, type UntriedLines } from "./exposure-list.ts";
import { type Answers, KeptAnswers } from "./kept-answers.ts";
import { type GradeCounts, lineGrants } from "./line-grants.ts";
import { memberTrials, readingOf } from "./line-trials.ts";
import { openDoors, policyTrials } from "./policy-trials.ts";
import { overTls, stranger } from "./stranger.ts";
import { isHarmless, type Trial, worstFirst } from "./trial.ts";

/** Names of clients to try where a refusal by address has to be got past. */
const MOST_NAMES = 4;

/**
 * All grants of a site that take effect. Each was tried: its witness is a transaction that decide() relays because of
 * that line, alone or together with another. Only of a very long list the tail is believed untried, without a witness; the reason says so of a bad one.
 */
export const modelList: (site: MailSite) => ExposureList = perParts(
  (site) => [policyOf(site)],
  (site) => exposureListOf(policyOf(site), memoryOf(site.id)),
);

/** As `exposures`, for a policy. */
export function exposuresOf(policy: RelayPolicy): readonly Exposure[] {
  return [...exposureListOf(policy, new Memory())];
}

/** What trying the grants of a site came to, for its next version. */
class Memory {
  readonly shut = new KeptAnswers();
  readonly open = new KeptAnswers();
}

/** Sites of which that is remembered. */
const MOST_SITES = 8;
const memories = new Map<string, Memory>();

function memoryOf(id: string): Memory {
  const memory = memories.get(id) ?? new Memory();
  keep(memories, id, memory, MOST_SITES);
  return memory;
}

function exposureListOf(policy: RelayPolicy, memory: Memory): ExposureList {
  const shut = withoutOpenDoors(policy);
  const answers = memory.shut.about(shut);
  const budget = new TrialBudget(shut, answers, answers.get("stranger", undefined, stranger));
  const reading = readingOf(shut);
  const words = [...shut.classes.R.words()].flatMap((word) => memberTrials(reading, word));
  const found = worstFirst([...policyTrials(shut), ...words]).flatMap((trial) => budget.judge(trial, trial.grade));
  const untried: UntriedLines[] = [];
  for (const grants of lineGrants(shut, reading, answers)) {
    let tried = 0;
    const judged: Trial[] = [];
    for (const trials of budget.isOpen(grants.grade) ? grants.trials() : []) {
      found.push(...trials.flatMap((trial) => budget.judge(trial, grants.grade)));
      judged.push(...trials);
      tried += 1;
      if (!budget.isOpen(grants.grade)) break;
    }
    if (tried < grants.lines) untried.push({ grants, tried, counts: withoutCounted(grants.counts, judged) });
  }
  found.push(...byRoute(shut, budget.stranger, found));
  if (shut !== policy) {
    const open = new TrialBudget(policy, memory.open.about(policy), budget.stranger);
    found.unshift(...[...openDoors(policy)].flatMap((trial) => open.judge(trial, trial.grade)));
  }
  return new ExposureList(shut, worstFirst(found), untried);
}

function withoutCounted(counts: GradeCounts, trials: readonly Trial[]): GradeCounts {
  if (trials.length === 0) return counts;
  const left = { ...counts };
  for (const { grade } of trials) left[grade] = (left[grade] ?? 0) - 1;
  return left;
}

/** Tries grants, as long as it has time for more of their kind. */
class TrialBudget {
  readonly stranger: Query;
  readonly #policy: RelayPolicy;
  readonly #answers: Answers;
  readonly #welcome: readonly string[];
  #grave = MOST_TRIED;
  #harmless = MOST_TRIED;

  constructor(policy: RelayPolicy, answers: Answers, stranger: Query) {
    this.stranger = stranger;
    this.#policy = policy;
    this.#answers = answers;
    this.#welcome = welcomeNames(policy);
    answers.under(JSON.stringify([stranger, this.#welcome]));
  }

  /** True if a grant on a line of this grade will be tried. */
  isOpen(grade: Grade): boolean {
    return (isHarmless(grade) ? this.#harmless : this.#grave) > 0;
  }

  /** The grant, if it takes effect: tried, or else believed. */
  judge(trial: Trial, grade: Grade): readonly Exposure[] {
    if (!this.isOpen(grade)) return [exposure(this.#policy, trial, undefined)];
    if (isHarmless(grade)) this.#harmless -= 1;
    else this.#grave -= 1;
    const { span, tries, mustGrant } = trial;
    const question = trial.isKept === true ? tries : `${mustGrant} ${JSON.stringify(tries())}`;
    const witness = this.#answers.get(question, span, (policy) => tried(policy, this.stranger, this.#welcome, trial));
    return witness === undefined ? [] : [exposure(this.#policy, trial, witness)];
  }
}

/** The policy without what lets everybody relay: that decides first, so it hides every other grant. The same where there is none. */
function withoutOpenDoors(policy: RelayPolicy): RelayPolicy {
  const isOpen = ({ deliveryMode }: Listener): boolean => deliveryMode !== undefined && isDeferred(deliveryMode);
  const deferred = policy.deferred !== undefined || policy.listeners.some(isOpen);
  if (!policy.features.has("promiscuous_relay") && !deferred) return policy;
  const features = new Map(policy.features);
  features.delete("promiscuous_relay");
  const listeners = policy.listeners.map((one) => (one.deliveryMode ? { ...one, deliveryMode: undefined } : one));
  return { ...policy, features, listeners, deferred: undefined };
}

/** The first transaction that shows the grant to be one; undefined where none does. */
function tried(policy: AskedPolicy, base: Query, welcome: readonly string[], trial: Trial): Query | undefined {
  for (const difference of trial.tries()) {
    const query = { ...base, ...difference };
    const shows = (one: Query | undefined): one is Query =>
      one !== undefined && relaysBecauseOf(decide(policy, one), trial);
    if (shows(query)) return query;
    for (const attempt of [query, ...renamed(policy, query, difference, welcome)]) {
      if (attempt !== query && shows(attempt)) return attempt;
      const tls = overTls(policy, attempt);
      if (shows(tls)) return tls;
    }
  }
  return undefined;
}

/** The same transaction from a client whose name gets past check_relay, for addresses that it turns away. */
function renamed(policy: AskedPolicy, query: Query, difference: Partial<Query>, welcome: readonly string[]): Query[] {
  if (policy.features.has("use_client_ptr"))
    return [query.clientName, "mail.stranger.example", ...welcome].map((clientPtr) => ({ ...query, clientPtr }));
  return difference.clientName === undefined ? welcome.map((clientName) => ({ ...query, clientName })) : [];
}

/** Names of clients that check_relay lets in whatever their address, a few of them. */
function welcomeNames(policy: RelayPolicy): string[] {
  const names: string[] = [];
  for (const key of policy.access?.welcomes() ?? []) {
    names.push(key.startsWith(".") ? `host${key}` : `host.${key}`);
    if (names.length === MOST_NAMES) break;
  }
  return names;
}

/** True if the transaction is relayed, and this place allowed it, or let in a client that another line would have turned away. */
function relaysBecauseOf(decision: Decision, { span, mustGrant }: Trial): boolean {
  if (!decision.accepted || !decision.relayed) return false;
  const allowed = decision.steps.some((one) => one.grants);
  const counts = (one: Step): boolean => one.grants === true || (span !== undefined && mustGrant !== true);
  return allowed && decision.steps.some((one) => counts(one) && same(one.span, span));
}

function same(a: Span | undefined, b: Span | undefined): boolean {
  return a === b || (a?.source === b?.source && a?.start === b?.start && a?.end === b?.end);
}

const ROUTING = ["loose_relay_check", "nopercenthack", "nouucp"];

/**
 * Recipients that are routed on by the server that gets them: user%elsewhere@relayed, where the check looks at the last
 * domain alone.
 */
function byRoute(policy: RelayPolicy, base: Query, found: readonly Exposure[]): Exposure[] {
  if (found.some((one) => one.to === "anywhere" && one.who === "anyone")) return [];
  const routes: Exposure[] = [];
  if (!ROUTING.some((name) => policy.features.has(name))) return routes;
  const domains = found.flatMap((one) => {
    const { recipient, dns } = (one.who === "anyone" ? one.witness : undefined) ?? base;
    return recipient.startsWith("victim@") ? [{ domain: recipient.slice("victim@".length), dns }] : [];
  });
  const kinds: readonly (readonly [string, boolean, (domain: string) => string])[] = [
    ["loose_relay_check", true, (domain) => `victim%elsewhere.example@${domain}`],
    ["nopercenthack", special(policy, "nopercenthack"), (domain) => `victim%elsewhere.example@${domain}`],
    ["nouucp", special(policy, "nouucp"), (domain) => `elsewhere.example!victim@${domain}`],
  ];
  for (const [name, applies, address] of kinds) {
    const feature = policy.features.get(name);
    if (!feature || !applies) continue;
    const targets = [
      ...domains,
      ...(policy.mailHub && name !== "loose_relay_check" ? [{ domain: policy.hostName.text, dns: undefined }] : []),
    ];
    for (const { domain, dns } of targets) {
      const witness = { ...base, ...(dns ? { dns } : {}), recipient: address(domain) };
      const decision = decide(policy, witness);
      if (!decision.accepted) continue;
      routes.push({
        grade: "wide",
        who: "anyone",
        to: `anywhere, by way of ${domain}, if the servers there follow such routes`,
        reason: `${name} lets routed addresses pass: the check looks at ${domain} alone.`,
        because: feature.span ? [feature.span, ...(feature.also ?? [])] : [],
        witness,
        certain: isUnderstood(policy),
      });
      break;
    }
  }
  return routes;
}

function special(policy: RelayPolicy, name: string): boolean {
  return policy.features.get(name)?.args[0]?.startsWith("n") === true;
}
