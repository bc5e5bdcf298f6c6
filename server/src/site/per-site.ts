// Work that several parts want done over the same site, done once.

import { isAlike } from "../text/alike.ts";
import { keep } from "../text/keep.ts";
import { type Answer, readsOf, SiteReads, unwatched, watchedSite } from "./site-reads.ts";
import type { MailSite } from "./types.ts";

/** What was worked out of a site, and what of it was asked for. */
type Derived<T> = Required<Answer<T>>;

/**
 * The same function, which answers a site that it knows from memory. A site is immutable, and its memory ends with it: it is
 * kept in the site and not in a WeakMap, whose values V8 takes for alive until its next full collection of garbage, while
 * every keystroke makes a new site.
 */
export function perSite<T>(work: (site: MailSite) => T): (site: MailSite) => T {
  return (site) => {
    const { value, reads } = derivedOf(site, work);
    readsOf(site)?.include(reads);
    return value;
  };
}

function derivedOf<T>(site: MailSite, work: (site: MailSite) => T): Derived<T> {
  return (site.derived.get(work) as Derived<T> | undefined) ?? derive(site, work);
}

function derive<T>(site: MailSite, work: (site: MailSite) => T): Derived<T> {
  const reads = new SiteReads();
  // Also what asks for something later on, as a graph that is walked, is noted as asked for by this work.
  const made = { value: work(watchedSite(site, reads)), reads };
  site.derived.set(work, made);
  return made;
}

/** As `perSite`, but what asks for it rests on the answer alone, and not on all that was looked at for it. */
export function perAnswer<T>(work: (site: MailSite) => T): (site: MailSite) => T {
  const fact = (site: MailSite): Derived<T> => derivedOf(site, work);
  return (site) => {
    const answer = fact(unwatched(site));
    readsOf(site)?.noteFact(fact, answer);
    return answer.value;
  };
}

/** As `perAnswer`, for questions about one name of many. The answer is looked for each time. */
export function perName<T>(find: (site: MailSite, name: string) => T): (site: MailSite, name: string) => T {
  const facts = new Map<string, (site: MailSite) => Derived<T>>();
  const factOf = (name: string) => (site: MailSite) => {
    const reads = new SiteReads();
    return { value: find(watchedSite(site, reads), name), reads };
  };
  return (site, name) => {
    const reads = readsOf(site);
    if (reads === undefined) return find(site, name);
    const fact = facts.get(name) ?? factOf(name);
    keep(facts, name, fact, MOST_NAMES);
    const answer = fact(unwatched(site));
    reads.noteFact(fact, answer);
    return answer.value;
  };
}

/** Names of which that is remembered. */
const MOST_NAMES = 1_000;

/** Something that is kept with a site and changes: what rests on it is not the same because the site is. */
export function stateOf<T>(make: () => T): (site: MailSite) => T {
  const state = perSite(make);
  return (site) => {
    readsOf(site)?.noteMore();
    return state(site);
  };
}

/** Sites of which the last version's answer is remembered. */
const MOST_SITES = 8;

/**
 * As `perSite`, for work that rests on some parts of a site alone: the next version of the site has the same answer as long as they
 * are the same objects. What asks for it rests on its value alone.
 *
 * @param parts all that the work looks at, always as many of them and in one order
 * @param staysSame true for plain answers: one that says the same as the last one is the same object
 */
export function perParts<T>(
  parts: (site: MailSite) => readonly unknown[],
  work: (site: MailSite) => T,
  staysSame = false,
) {
  const last = new Map<string, { readonly parts: readonly unknown[]; readonly value: T }>();
  const fact = (site: MailSite): Answer<T> => {
    const known = site.derived.get(fact) as Answer<T> | undefined;
    if (known !== undefined) return known;
    const given = parts(site);
    const before = last.get(site.id);
    const isSame = before?.parts.length === given.length && before.parts.every((part, at) => part === given[at]);
    const now = isSame ? before.value : work(site);
    const answer = { value: staysSame && before !== undefined && isAlike(before.value, now) ? before.value : now };
    site.derived.set(fact, answer);
    keep(last, site.id, { parts: given, value: answer.value }, MOST_SITES);
    return answer;
  };
  return (site: MailSite): T => {
    const answer = fact(unwatched(site));
    readsOf(site)?.noteFact(fact, answer);
    return answer.value;
  };
}
