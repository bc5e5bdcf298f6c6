// The catalogue: every word of sendmail's configuration, looked up by kind and name, with versions and links.
import { distance } from "fastest-levenshtein";
import { type GuidanceData, loadGuidance, loadRecords } from "./load.ts";
import { type Platform, patchState } from "./platforms.ts";
import type { Availability, CatalogRecord, Guidance, Kind, RecordOf, Relation } from "./types.ts";
import { compareVersions } from "./version.ts";

export * from "./built-in-names.ts";
export * from "./cf-names.ts";
export * from "./changes.ts";
export * from "./controls.ts";
export * from "./holes.ts";
export * from "./platforms.ts";
export * from "./types.ts";
export { CHECKS_SINCE, compareVersions, isInRange, NEWEST_VERSION, RELEASES, releaseOf } from "./version.ts";

/** Kinds whose names sendmail reads without regard to case. */
const CASELESS: ReadonlySet<Kind> = new Set<Kind>([
  "access-tag",
  "access-action",
  "privacy-flag",
  "blame-flag",
  "auth-mechanism",
  "map-type",
]);

export interface Catalog {
  /** The record of that kind and name; undefined where there is none. Case counts, except where sendmail ignores it. */
  get<K extends Kind>(kind: K, name: string): RecordOf<K> | undefined;
  /** All records of that name, whatever their kind; [] where there is none. */
  named(name: string): readonly CatalogRecord[];
  /** All records of one kind, in the order of the data files. */
  all<K extends Kind>(kind: K): readonly RecordOf<K>[];
  /** Every record there is. */
  records(): readonly CatalogRecord[];
  /** The record that a reference such as `feature:access_db` names. */
  resolve(reference: string): CatalogRecord | undefined;
  /** Known names close to a misspelt one, best first; [] where nothing is near enough to be meant. */
  nearest<K extends Kind>(name: string, kinds: readonly K[], limit?: number): readonly RecordOf<K>[];
  /** The guidance page of a topic; undefined for an unknown one. `base` replaces the site's address. */
  guidance(topic: string, base?: string): Guidance | undefined;
  /** All topics of guidance. */
  topics(): readonly string[];
}

/** An option by the name that the .cf has for it, and the record that explains it. */
interface CfOption {
  readonly name: string;
  readonly record: CatalogRecord;
}

interface Index {
  readonly records: readonly CatalogRecord[];
  readonly byKind: ReadonlyMap<Kind, ReadonlyMap<string, CatalogRecord>>;
  readonly byName: ReadonlyMap<string, readonly CatalogRecord[]>;
  /** Options of the .cf by their names there, in lower case. */
  readonly cfOptions: ReadonlyMap<string, CfOption>;
  readonly guidance: GuidanceData;
}

function keyOf(kind: Kind, name: string): string {
  return CASELESS.has(kind) ? name.toLowerCase() : name;
}

function buildIndex(): Index {
  const records = loadRecords();
  const byKind = new Map<Kind, Map<string, CatalogRecord>>();
  const byName = new Map<string, CatalogRecord[]>();
  for (const record of records) {
    const names = byKind.get(record.kind) ?? new Map<string, CatalogRecord>();
    byKind.set(record.kind, names.set(keyOf(record.kind, record.name), record));
    byName.set(record.name, [...(byName.get(record.name) ?? []), record]);
  }
  return { records, byKind, byName, cfOptions: cfOptionsOf(records), guidance: loadGuidance() };
}

/** An option that has a conf name or a define of its own is explained by that. */
function cfOptionsOf(records: readonly CatalogRecord[]): ReadonlyMap<string, CfOption> {
  const options = new Map<string, CfOption>();
  const add = (name: string, record: CatalogRecord) => {
    const key = name.toLowerCase();
    if (!options.has(key)) options.set(key, { name, record });
  };
  for (const record of records) if ("cf" in record && record.cf?.kind === "option") add(record.cf.name, record);
  for (const record of records) if (record.kind === "cf-option") add(record.name, record);
  return options;
}

let built: Index | undefined;
/** Built at the first question, so that starting the server does not wait for it. */
function index(): Index {
  built ??= buildIndex();
  return built;
}

/** How far a name may be from what was typed: two letters swapped in a short word, one slip in three letters of a long one. */
function tolerance(name: string): number {
  if (name.length <= 2) return 1;
  return Math.max(2, Math.min(4, Math.floor(name.length / 3)));
}

/** Distance between names as a person sees it: case and `_`/`-` count little. */
function unlikeness(a: string, b: string): number {
  if (a === b) return 0;
  const plain = (text: string) => text.toLowerCase().replaceAll("-", "_");
  return plain(a) === plain(b) ? 0.5 : distance(plain(a), plain(b));
}

/** The items whose names are near enough to be meant, best first; of those equally near, outdated ones last. */
function closest<T>(
  name: string,
  items: readonly T[],
  nameOf: (item: T) => string,
  isOld: (item: T) => boolean = () => false,
): readonly T[] {
  const near = items
    .map((item) => ({ item, far: unlikeness(name, nameOf(item)) }))
    .filter(({ far }) => far <= tolerance(name) && far < name.length)
    .sort((a, b) => a.far - b.far || Number(isOld(a.item)) - Number(isOld(b.item)));
  // One slip away is what was meant; only where nothing is that near are worse guesses worth showing.
  const best = near[0]?.far ?? 0;
  const worst = best < 2 ? best : best + 1;
  return near.filter(({ far }) => far <= worst).map(({ item }) => item);
}

export const catalog: Catalog = {
  get<K extends Kind>(kind: K, name: string) {
    return index().byKind.get(kind)?.get(keyOf(kind, name)) as RecordOf<K> | undefined;
  },
  named: (name) => index().byName.get(name) ?? [],
  all<K extends Kind>(kind: K) {
    return [...(index().byKind.get(kind)?.values() ?? [])] as RecordOf<K>[];
  },
  records: () => index().records,
  resolve(reference) {
    const colon = reference.indexOf(":");
    const kind = reference.slice(0, colon) as Kind;
    return index()
      .byKind.get(kind)
      ?.get(keyOf(kind, reference.slice(colon + 1)));
  },
  nearest<K extends Kind>(name: string, kinds: readonly K[], limit = 3) {
    const asked = `${kinds.join(" ")} ${limit} ${name}`;
    const known = nearestBefore.get(asked);
    // The names are those of these kinds, as they were when they were found.
    if (known !== undefined) return known as readonly RecordOf<K>[];
    const records = kinds.flatMap((kind) => catalog.all(kind));
    const found = closest(name, records, (record) => record.name, isDated).slice(0, limit);
    if (nearestBefore.size >= MOST_REMEMBERED) nearestBefore.clear();
    nearestBefore.set(asked, found);
    return found;
  },
  guidance(topic, base = index().guidance.base) {
    const page = index().guidance.topics[topic];
    if (page === undefined) return undefined;
    const url = page.url ?? `${base.endsWith("/") ? base : `${base}/`}${page.page ?? ""}`;
    return { topic, title: page.title, url, ...(page.before === undefined ? {} : { before: page.before }) };
  },
  topics: () => Object.keys(index().guidance.topics),
};

/** Misspelt names are repeated with every keystroke, and in long files: what they are near to is remembered for this many. */
const MOST_REMEMBERED = 500;
const nearestBefore = new Map<string, readonly CatalogRecord[]>();

/** The names of a list that are near enough to a misspelt one to be meant, best first. */
export function nearestNames(name: string, names: readonly string[], limit = 3): readonly string[] {
  return closest(name, names, (one) => one).slice(0, limit);
}

function isDated(record: CatalogRecord): boolean {
  return record.removed !== undefined || record.renamed !== undefined || record.deprecated !== undefined;
}

/** The record of a name that is set with `define`: an option or another setting; undefined for an unknown name. */
export function settingRecord(name: string): CatalogRecord | undefined {
  return catalog.get("option", name) ?? catalog.get("define", name);
}

/**
 * The record of a word of Srv_Features or Clt_Features: sendmail reads its first letter, and the digit after that (`g2`).
 * Undefined for a letter that it does not know.
 */
export function letterRecord(kind: "srv-feature" | "clt-feature", word: string): CatalogRecord | undefined {
  return catalog.get(kind, word.slice(0, 2)) ?? catalog.get(kind, word.charAt(0));
}

/** The record of an option as the .cf names it (`PrivacyOptions`, `Timeout.initial`), in any case; undefined for an unknown one. */
export function cfOptionRecord(name: string): CatalogRecord | undefined {
  return index().cfOptions.get(name.toLowerCase())?.record;
}

/** The options of the .cf, by the names that they have there, sub-options such as `Timeout.initial` included. */
export function cfOptionNames(): readonly string[] {
  return Array.from(index().cfOptions.values(), ({ name }) => name);
}

/** Options of the .cf whose names are near a misspelt one, best first; [] where nothing is near enough to be meant. */
export function nearestCfOptions(name: string, limit = 3): readonly string[] {
  return closest(name, cfOptionNames(), (option) => option).slice(0, limit);
}

/** The references of one relation: `a:b | c:d` gives both. */
export function alternatives(relation: Relation): readonly string[] {
  return relation.what.split("|").map((reference) => reference.trim());
}

/** A package of sendmail: its system, and what follows the numbers in its version string, where that is known. */
export interface Package {
  readonly platform: Platform;
  readonly stamp?: string | undefined;
}

/**
 * What the record is in sendmail of that version (`8.17.1`): the latest stage of a word's life wins.
 *
 * @param shipped the system's package, which may have what came with a correction that it took over
 */
export function availability(record: CatalogRecord, version: string, shipped?: Package): Availability {
  const reached = (at: string | undefined): at is string => at !== undefined && compareVersions(version, at) >= 0;
  if (reached(record.removed)) return { state: "removed", version: record.removed };
  if (record.renamed !== undefined && reached(record.renamed.in))
    return { state: "renamed", version: record.renamed.in, to: record.renamed.to };
  if (reached(record.deprecated)) return { state: "deprecated", version: record.deprecated };
  if (
    record.since !== undefined &&
    compareVersions(version, record.since) < 0 &&
    !isBackported(record, version, shipped)
  )
    return { state: "not-yet", version: record.since };
  return { state: "present" };
}

function isBackported({ backport }: CatalogRecord, version: string, shipped: Package | undefined): boolean {
  if (backport === undefined || shipped === undefined) return false;
  const state = patchState(shipped.platform, backport, version, shipped.stamp);
  return state !== undefined && state !== "open";
}

/** Where to read more, in words: `cf/README, section "Features"`; undefined where the record names none. */
export function sectionText(record: CatalogRecord): string | undefined {
  const [book, heading] = record.section?.split(/: (.*)/s) ?? [];
  if (book === undefined || heading === undefined) return undefined;
  if (book === "RELEASE_NOTES") return `RELEASE_NOTES, ${heading}`;
  return `${book === "op" ? "Operations guide" : book}, section "${heading}"`;
}
