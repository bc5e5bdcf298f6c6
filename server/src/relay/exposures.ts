// Who may relay to where, and thanks to which line: the relay policy turned round.
import { perSite } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { decide } from "./decide.ts";
import { type LineGrants, lineGrants } from "./lineGrants.ts";
import { memberTrials, readingOf } from "./lineTrials.ts";
import type { Listener, RelayPolicy } from "./policy.ts";
import { OWN_NAME, policyOf } from "./policyOf.ts";
import { isLoopback, openDoors, policyTrials } from "./policyTrials.ts";
import { isDeferred } from "./run.ts";
import { overTls, stranger } from "./stranger.ts";
import { isHarmless, type Trial } from "./trial.ts";
import type { Decision, Exposure, Grade, Query } from "./types.ts";

/** Grants that are tried of those that look grave, and of those that look harmless; so that a keystroke does not wait for a million. */
const MOST_TRIED = 300;
/** Said of a grave one beyond these. */
const UNTRIED = `Only the first ${MOST_TRIED} such grants are tried out; this one is judged by its line alone.`;
/** Names of clients to try where a refusal by address has to be got past. */
const MOST_NAMES = 4;
const WORST_FIRST: readonly Grade[] = ["open", "forgeable", "wide", "intended"];

/** All grants that take effect, the worst first. Harmless ones of which there are very many are counted, and made when they are asked for. */
export class ExposureList implements Iterable<Exposure> {
  /** Those that are worth a word, and the harmless ones that were tried. */
  readonly listed: readonly Exposure[];
  readonly #more: readonly MoreGrants[];
  readonly #made: (trial: Trial) => Exposure;

  constructor(listed: readonly Exposure[], more: readonly MoreGrants[], made: (trial: Trial) => Exposure) {
    this.listed = listed;
    this.#more = more;
    this.#made = made;
  }

  *[Symbol.iterator](): Iterator<Exposure> {
    yield* this.listed;
    yield* this.#untried();
  }

  /** The first ones of a grade, `most` of them at most. */
  first(most: number, grade: Grade): readonly Exposure[] {
    const first = this.listed.filter((one) => one.grade === grade).slice(0, most);
    if (grade !== "intended") return first;
    for (const one of this.#untried()) {
      if (first.length >= most) break;
      first.push(one);
    }
    return first;
  }

  count(grade: Grade): number {
    const listed = this.listed.filter((one) => one.grade === grade).length;
    return grade === "intended" ? this.#more.reduce((sum, { count }) => sum + count, listed) : listed;
  }

  /** How many lines of a file grant something. */
  linesOf(source: string): number {
    const listed = new Set<number>();
    for (const { because } of this.listed)
      for (const span of because) if (span.source === source) listed.add(span.start);
    const more = this.#more.filter(({ grants }) => grants.source === source);
    return more.reduce((sum, { grants, tried }) => sum + grants.harmlessLines - tried, listed.size);
  }

  *#untried(): Iterable<Exposure> {
    for (const { grants, tried } of this.#more) {
      let line = 0;
      for (const trials of grants.harmless()) if (line++ >= tried) yield* trials.map(this.#made);
    }
  }
}

/** Harmless grants of some lines, of which only the first were tried. */
interface MoreGrants {
  readonly grants: LineGrants;
  /** How many of the lines were tried. */
  readonly tried: number;
  /** How many grants the others make. */
  readonly count: number;
}

/**
 * All grants of a site that take effect. Each was tried: its witness is a transaction that decide() relays because of
 * exactly that line. Only of a very long list the tail is believed untried, without a witness; the reason says so of a grave one.
 */
export const exposureList: (site: MailSite) => ExposureList = perSite((site) => exposureListOf(policyOf(site)));

/** The same, every one of them. */
export function exposures(site: MailSite): readonly Exposure[] {
  return [...exposureList(site)];
}

/** As `exposures`, for a policy. */
export function exposuresOf(policy: RelayPolicy): readonly Exposure[] {
  return [...exposureListOf(policy)];
}

function exposureListOf(policy: RelayPolicy): ExposureList {
  const shut = withoutOpenDoors(policy);
  const base = stranger(shut);
  const welcome = welcomeNames(shut);
  const reading = readingOf(shut);
  const lines = lineGrants(shut, reading);
  const own = [...policyTrials(shut), ...[...shut.classes.R.words()].flatMap((word) => memberTrials(reading, word))];
  const grave = [...own.filter((trial) => !isHarmless(trial)), ...lines.flatMap((grants) => grants.grave())];
  const harmless = own.filter(isHarmless);
  const found = [...judged(shut, base, welcome, worstFirst(grave)), ...judged(shut, base, welcome, harmless)];
  const more: MoreGrants[] = [];
  let left = MOST_TRIED - harmless.length;
  for (const grants of lines) {
    let tried = 0;
    let count = grants.harmlessGrants;
    for (const trials of grants.harmless()) {
      if (left <= 0) break;
      found.push(...judged(shut, base, welcome, trials));
      tried += 1;
      count -= trials.length;
      left -= trials.length;
    }
    if (count > 0) more.push({ grants, tried, count });
  }
  found.push(...byRoute(shut, base, found));
  if (shut !== policy) found.unshift(...judged(policy, base, welcome, [...openDoors(policy)]));
  return new ExposureList(worstFirst(found), more, (trial) => exposure(shut, trial, undefined));
}

function worstFirst<Graded extends { readonly grade: Grade }>(all: readonly Graded[]): readonly Graded[] {
  return WORST_FIRST.flatMap((grade) => all.filter((one) => one.grade === grade));
}

/** The grants that take effect, of those on trial; `base` is a stranger's transaction. Only the first of very many are tried. */
function* judged(
  policy: RelayPolicy,
  base: Query,
  welcome: readonly string[],
  trials: readonly Trial[],
): Iterable<Exposure> {
  for (const trial of trials.slice(0, MOST_TRIED)) {
    const witness = tried(policy, base, welcome, trial);
    if (witness) yield exposure(policy, trial, witness);
  }
  for (const trial of trials.slice(MOST_TRIED)) yield exposure(policy, trial, undefined);
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
  const reason = isBad && witness === undefined ? `${trial.reason} ${UNTRIED}` : trial.reason;
  return {
    grade: softened ? "wide" : trial.grade,
    who,
    to,
    reason: softened ? `${reason} ${hidden.text}` : reason,
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
