// Who may relay to where, and thanks to which line: the relay policy turned round.
import { perSite } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { decide } from "./decide.ts";
import type { Listener, RelayPolicy } from "./policy.ts";
import { OWN_NAME, policyOf } from "./policyOf.ts";
import { isDeferred } from "./run.ts";
import { overTls, stranger } from "./stranger.ts";
import { isLoopback, openDoors, type Trial, TrialList, trials } from "./trials.ts";
import type { Decision, Exposure, Grade, Query } from "./types.ts";

/** Grants that are tried, grave ones and harmless ones; of longer lists the rest is believed, so that a keystroke does not wait for it. */
const MOST_TRIED = 300;
/** Names of clients to try where a refusal by address has to be got past. */
const MOST_NAMES = 4;
const WORST_FIRST: readonly Grade[] = ["open", "forgeable", "wide", "intended"];

/**
 * All grants of a site that take effect, the worst first. Each was tried: its witness is a transaction that decide() relays
 * because of exactly that line. Only the tail of a very long list is listed untried, without a witness.
 */
export const exposures: (site: MailSite) => readonly Exposure[] = perSite((site) => exposuresOf(policyOf(site)));

/** As `exposures`, for a policy. */
export function exposuresOf(policy: RelayPolicy): readonly Exposure[] {
  const shut = withoutOpenDoors(policy);
  const base = stranger(shut);
  const behind = granted(shut, base, trials(shut));
  const found = shut === policy ? behind : granted(policy, base, [new TrialList(openDoors(policy))]).concat(behind);
  return WORST_FIRST.flatMap((grade) => found.filter((one) => one.grade === grade));
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

/** The grants that take effect, of those on trial; `base` is a stranger's transaction. */
function granted(policy: RelayPolicy, base: Query, lists: Iterable<TrialList>): readonly Exposure[] {
  const welcome = welcomeNames(policy);
  const found: Exposure[] = [];
  const untried: (readonly Exposure[])[] = [];
  let [grave, harmless] = [MOST_TRIED, MOST_TRIED];
  for (const list of lists) {
    for (const trial of [...list.grave.slice(0, grave), ...list.harmless.slice(0, harmless)]) {
      const witness = tried(policy, base, welcome, trial);
      if (witness) found.push(exposure(policy, trial, witness));
    }
    for (const trial of list.grave.slice(grave)) found.push(exposure(policy, trial, undefined));
    if (list.harmless.length > harmless) untried.push(believed(policy, list).slice(harmless));
    grave = Math.max(0, grave - list.grave.length);
    harmless = Math.max(0, harmless - list.harmless.length);
  }
  return found.concat(byRoute(policy, base, found), ...untried);
}

/** What harmless grants come to if nothing is asked about them, by their list, for sites that are certain and for others. */
const known = new WeakMap<TrialList, { readonly certain: boolean; readonly exposures: readonly Exposure[] }>();

function believed(policy: RelayPolicy, list: TrialList): readonly Exposure[] {
  const certain = policy.unknown.length === 0;
  const before = known.get(list);
  if (before?.certain === certain) return before.exposures;
  const exposures = list.harmless.map((trial) => exposure(policy, trial, undefined));
  known.set(list, { certain, exposures });
  return exposures;
}

/** The first transaction that shows the grant to be one; undefined where none does. */
function tried(policy: RelayPolicy, base: Query, welcome: readonly string[], trial: Trial): Query | undefined {
  for (const difference of trial.tries()) {
    const query = { ...base, ...difference };
    const shows = (one: Query | undefined): one is Query =>
      one !== undefined && relaysBecauseOf(decide(policy, one), trial.span);
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
function renamed(policy: RelayPolicy, query: Query, difference: Partial<Query>, welcome: readonly string[]): Query[] {
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

/** True if the transaction is relayed, and the step that allowed it points to this place. */
function relaysBecauseOf(decision: Decision, span: Span | undefined): boolean {
  if (!decision.accepted || !decision.relayed) return false;
  const step = decision.steps.find((one) => one.grants);
  return step !== undefined && same(step.span, span);
}

function same(a: Span | undefined, b: Span | undefined): boolean {
  return a === b || (a?.source === b?.source && a?.start === b?.start && a?.end === b?.end);
}

function exposure(policy: RelayPolicy, trial: Trial, witness: Query | undefined): Exposure {
  const [who, to] = [ownNames(trial.who), ownNames(trial.to)];
  const isBad = trial.grade === "open" || trial.grade === "forgeable";
  const hidden = isBad ? outOfReach(policy.listeners) : undefined;
  const softened = hidden !== undefined && !witness?.authType;
  return {
    grade: softened ? "wide" : trial.grade,
    who,
    to,
    reason: softened ? `${trial.reason} ${hidden.text}` : trial.reason,
    because: [trial.culprit, trial.span, ...(trial.also ?? []), softened ? hidden.span : undefined].filter(
      (span) => span !== undefined,
    ),
    ...(witness ? { witness } : {}),
    certain: policy.unknown.length === 0,
  };
}

/** Where the .mc does not say what the server is called, its names stand for what they are. */
function ownNames(text: string): string {
  if (!text.includes("invalid")) return text;
  return text.replace(OWN_NAME, "the server's own name").replace(/\b(in|of) invalid\b/, "$1 the server's own domain");
}

/** Why strangers cannot speak to the server at all; undefined where they can. */
function outOfReach(
  listeners: readonly Listener[],
): { readonly text: string; readonly span: Span | undefined } | undefined {
  if (listeners.length === 0) return undefined;
  const closed = listeners.every((one) => isLoopback(one) || one.modifiers.includes("a"));
  if (!closed) return undefined;
  const text = listeners.every(isLoopback)
    ? "Only programs on this host can do it, as the server listens on the loopback address alone."
    : "Only users who authenticate can do it (DAEMON_OPTIONS with M=a).";
  return { text, span: listeners.find((one) => one.span)?.span };
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
        certain: policy.unknown.length === 0,
      });
      break;
    }
  }
  return routes;
}

function special(policy: RelayPolicy, name: string): boolean {
  return policy.features.get(name)?.args[0]?.startsWith("n") === true;
}
