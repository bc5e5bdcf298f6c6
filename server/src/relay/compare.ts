// Who may relay before a change and after it: what a change grants, what it takes away, and what else it changes.
import type { MailSite, TableFile } from "../site/types.ts";
import { decide } from "./decide.ts";
import type { ExposureList } from "./exposures/exposure-list.ts";
import { modelList } from "./exposures/index.ts";
import { isJudged, exposureList as judgedList, quickVerdict } from "./judging.ts";
import type { RelayPolicy } from "./policy/policy.ts";
import { policyOf } from "./policy/policy-of.ts";
import { limited, probes } from "./probes.ts";
import type { Decision, Exposure, Query } from "./types.ts";
import { witnessText } from "./words.ts";

/** How two forms of a site differ. */
export interface Comparison {
  /** What may be relayed after the change and could not before, as sentences; empty where nothing widens. */
  readonly granted: readonly string[];
  /** Grants that are gone. */
  readonly lost: readonly Exposure[];
  /** Transactions of other kinds that end in another way, as sentences. */
  readonly changed: readonly string[];
  /** Transactions that are refused as before, in other words, or that are refused now and were thrown away. */
  readonly reworded: readonly string[];
  /** Set where the two cannot be compared, with the reason as a sentence. */
  readonly unsure: string | undefined;
  /** Set where it cannot be told whether more is relayed after the change, with the reason as a sentence. */
  readonly unsureGrants: string | undefined;
}

/** Lines whose keys are tried, of those that a change left alone. */
const MOST_KEPT = 60;
/** Lines of one file that a change may add or take away, for the comparison to be made at all. */
const MOST_CHANGED = 2_000;
/** Untried grants that are looked up by what they say. */
const MOST_UNTRIED = 5_000;

/** Who is asked about a site. */
interface Asked {
  readonly decide: (query: Query) => Decision;
  readonly list: ExposureList;
}

/** The model by itself, or the judge of the site. */
function asked(site: MailSite, byInterpreter: boolean): Asked {
  const policy = policyOf(site);
  return byInterpreter
    ? { decide: (query) => quickVerdict(site, query) ?? decide(policy, query), list: judgedList(site) }
    : { decide: (query) => decide(policy, query), list: modelList(site) };
}

/**
 * Compares the grants of a site before and after a change, by what they let whom do and not by where they are written. The interpreter
 * answers where it judges both.
 */
export function compareGrants(before: MailSite, after: MailSite): Comparison {
  const byInterpreter = isJudged(before) && isJudged(after);
  const [had, has] = [asked(before, byInterpreter), asked(after, byInterpreter)];
  const [was, is] = [policyOf(before), policyOf(after)];
  const keys = changedKeys(before, after);
  const doubts = new Set(was.unknown.map(({ text }) => text));
  const doubt = is.unknown.find(({ text }) => !doubts.has(text))?.text;
  const granted = new Map<string, string>();
  const changed = new Map<string, string>();
  const reworded = new Map<string, string>();
  const all = keys === undefined ? [] : [...keys, ...keptKeys(before)];
  const witnesses = [...had.list.listed, ...has.list.listed].flatMap(({ witness }) => witness ?? []);
  let lostCertainty: string | undefined;
  let doubtfulGrant: string | undefined;
  for (const query of [...witnesses, ...probes(was, all), ...probes(is, all)]) {
    const [old, now] = [had.decide(query), has.decide(query)];
    if (byInterpreter && old.certain && !now.certain) {
      lostCertainty ??= now.cause ?? "";
      // Who relays anyway is granted nothing by what comes now, whatever that is.
      if (!relays(old)) doubtfulGrant ??= now.cause ?? "";
    }
    if (relays(now) && !relays(old)) granted.set(about(query), witnessText(query));
    else if (!relays(old) && outcome(old) !== outcome(now)) {
      const isRefusedAlike = !old.accepted && !now.accepted && kindOf(old) === kindOf(now);
      // Mail that was taken only to be thrown away reaches nobody either way.
      const isStillLost = old.effect === "discard" && !now.accepted && kindOf(now) === 5;
      (isRefusedAlike || isStillLost ? reworded : changed).set(about(query), difference(query, old, now));
    }
  }
  for (const one of unproven(had.list, has.list))
    granted.set(`${one.who} ${one.to}`, `${one.who} may relay to ${one.to}`);
  const lost = had.list.listed.filter(({ witness }) => witness !== undefined && !relays(has.decide(witness)));
  const why = (found: string | undefined): string | undefined =>
    keys === undefined ? "Too many lines change at once to try them all." : byInterpreter ? found : doubt;
  return {
    granted: [...granted.values()],
    lost,
    changed: [...changed.values()],
    reworded: [...reworded.values()],
    unsure: why(lostCertainty),
    unsureGrants: why(doubtfulGrant),
  };
}

function relays(decision: Decision): boolean {
  return decision.accepted && decision.relayed;
}

function outcome({ accepted, stage, reply, relayed, effect }: Decision): string {
  return JSON.stringify([accepted, stage, reply, relayed, effect]);
}

/** For good, or for now. */
function kindOf({ reply }: Decision): number {
  return Math.floor((reply?.code ?? 0) / 100);
}

function about({ clientAddress, clientName, sender, recipient, authType, tlsVerify }: Query): string {
  return [clientAddress, clientName, sender, recipient, authType, tlsVerify].join(" ");
}

function difference(query: Query, old: Decision, now: Decision): string {
  const said = ({ accepted, effect, reply }: Decision) =>
    accepted ? (effect ?? "accepted") : `refused with ${reply?.code} ${reply?.text ?? ""}`.trim();
  return `mail from ${query.sender} at ${query.clientName} (${query.clientAddress}) to ${query.recipient} is ${said(now)} instead of ${said(old)}`;
}

/** Grants after a change that were not tried, being some of very many, and that nobody had before. */
function unproven(before: ExposureList, after: ExposureList): readonly Exposure[] {
  const untried = [...limited(after, MOST_UNTRIED)].filter(({ witness }) => witness === undefined);
  if (untried.length === 0) return [];
  const known = new Set([...before].map(({ who, to }) => `${who} ${to}`));
  return untried.filter(({ who, to }) => !known.has(`${who} ${to}`));
}

/** The keys of lines that one form of the site has and the other has not; undefined where they are too many. */
function changedKeys(before: MailSite, after: MailSite): readonly string[] | undefined {
  const keys = new Set<string>();
  for (const uri of new Set([...before.tables, ...after.tables].map((file) => file.uri))) {
    const [old, now] = [before, after].map(({ tables }) => tables.find((file) => file.uri === uri));
    if (isSame(old, now)) continue;
    const [had, has] = [linesOf(old), linesOf(now)];
    for (const [line, key] of [...had, ...has]) if (!had.has(line) || !has.has(line)) keys.add(key);
    if (keys.size > MOST_CHANGED) return undefined;
  }
  const [old, now] = [words(policyOf(before)), words(policyOf(after))];
  for (const word of [...old, ...now]) if (!old.has(word) || !now.has(word)) keys.add(word);
  return [...keys];
}

/** True where two forms of a file have the same pieces of text; the whole text is never put together for it. */
function isSame(old: TableFile | undefined, now: TableFile | undefined): boolean {
  const [had, has] = [old?.document.pieces ?? [], now?.document.pieces ?? []];
  return had.length === has.length && had.every((piece, at) => has[at]?.equals(piece));
}

/** What a table says, line by line, with the line's key; lines that have no effect are left out. */
function linesOf(file: TableFile | undefined): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  const isMap = file?.kind === "access";
  // makemap keeps the first line of a key. Asking the table for each line would take a walk through all others of its key.
  const taken = new Set<string>();
  for (const entry of file?.table.entries() ?? []) {
    if (isMap && taken.has(entry.lookup)) continue;
    if (isMap) taken.add(entry.lookup);
    lines.set(`${entry.lookup} ${isMap ? entry.stored : ""}`, entry.key);
  }
  return lines;
}

/** Words that the .mc itself puts into the classes that relay. */
function words({ classes }: RelayPolicy): ReadonlySet<string> {
  return new Set([...classes.R.words(), ...classes.w.words()].map(({ word }) => word));
}

function keptKeys(site: MailSite): readonly string[] {
  return site.tables.flatMap(({ table }) => [...limited(table.entries(), MOST_KEPT)].map(({ key }) => key));
}
