// Words of a .mc that the target version does not have yet: no fix writes one, and a message that names one says which version it needs.
import { availability, type CatalogRecord, catalog } from "../../catalog/index.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { keep } from "../../text/keep.ts";
import { listed } from "../listed.ts";
import type { Fix, RuleOptions } from "../types.ts";

const KINDS = ["feature", "macro", "option", "define"] as const;

/** A name that nobody writes in a sentence by accident; any other one is a feature's only where FEATURE(` is before it. */
const DISTINCT = /_|^conf[A-Z]|dnsbl$/;

/** A word that is newer than a version. */
interface NewerWord {
  /** The first version that has it. */
  readonly since: string;
  /** What the version calls the same thing; undefined where it does not have it at all. */
  readonly formerly: string | undefined;
}

/** What rules say and change, in the words that one version has. */
export interface VersionWords {
  /** The message with the names of this version, and a sentence about the words in it that this version does not have. */
  said(message: string): string;
  /** The fixes with the names of this version, without those that would write a word that this version does not have. */
  possible(fixes: readonly Fix[]): readonly Fix[];
}

/** The words of the version that a site is for; where no version is known, messages and fixes stay as they are. */
export function versionWords(site: MailSite, { targetVersion, platform }: RuleOptions): VersionWords {
  if (targetVersion === undefined) return { said: (message) => message, possible: (fixes) => fixes };
  let texts: Texts | undefined;
  /** The newer words of a text that the site's author has not written: of the others mc-newer-version speaks. */
  const newerIn = (text: string): NewerWords => {
    texts ??= textsFor(targetVersion, platform);
    return texts.newerIn(text).filter(([word]) => !isWritten(site)(word));
  };
  const renamed = (text: string): string => {
    let result = text;
    for (const [word, { formerly }] of newerIn(text))
      if (formerly !== undefined) result = result.replace(new RegExp(String.raw`\b${word}\b`, "g"), formerly);
    return result;
  };
  return {
    said(message) {
      const text = renamed(message);
      const bySince = new Map<string, string[]>();
      for (const [word, { since }] of newerIn(text))
        if (!saysSince(text, word, since)) bySince.set(since, [...(bySince.get(since) ?? []), word]);
      if (bySince.size === 0) return text;
      const needs = [...bySince].map(
        ([since, words]) => `${listed(words)} ${words.length > 1 ? "need" : "needs"} sendmail ${since}`,
      );
      return `${text}\nThis server runs sendmail ${targetVersion}: ${needs.join(", and ")}.`;
    },
    possible: (fixes) =>
      fixes.flatMap((fix) => {
        const changes = fix.changes.map((change) => ({ ...change, newText: renamed(change.newText) }));
        const title = renamed(fix.title);
        const isNewer = [title, ...changes.map(({ newText }) => newText)].some((text) => newerIn(text).length > 0);
        return isNewer ? [] : [{ ...fix, title, changes }];
      }),
  };
}

/** Texts that are remembered: nearly all that is said after a keystroke was said before it. */
const MOST_TEXTS = 5_000;

type NewerWords = readonly (readonly [word: string, newer: NewerWord])[];
const NONE: NewerWords = [];

/** The texts that were looked through for the words that one version does not have. */
class Texts {
  readonly #words: ReadonlyMap<string, NewerWord>;
  readonly #known = new Map<string, NewerWords>();

  constructor(words: ReadonlyMap<string, NewerWord>) {
    this.#words = words;
  }

  /** The newer words that a text has, each once. */
  newerIn(text: string): NewerWords {
    const known = this.#words.size === 0 ? NONE : this.#known.get(text);
    if (known !== undefined) return known;
    const found = new Map<string, NewerWord>();
    for (const [, feature, word = ""] of text.matchAll(/(FEATURE\(`)?\b(\w+)/g)) {
      const newer = feature === undefined && !DISTINCT.test(word) ? undefined : this.#words.get(word);
      if (newer !== undefined) found.set(word, newer);
    }
    const words = found.size === 0 ? NONE : [...found];
    keep(this.#known, text, words, MOST_TEXTS);
    return words;
  }
}

/** Versions and platforms of which that is remembered: of the sites that are open, and of one more that an upgrade is asked about. */
const MOST_VERSIONS = 8;
const byVersion = new Map<string, Texts>();

function textsFor(version: string, platform: RuleOptions["platform"]): Texts {
  const key = JSON.stringify([version, platform]);
  const texts = byVersion.get(key) ?? new Texts(wordsNewerThan(version, platform));
  keep(byVersion, key, texts, MOST_VERSIONS);
  return texts;
}

function wordsNewerThan(version: string, platform: RuleOptions["platform"]): ReadonlyMap<string, NewerWord> {
  const isThere = (record: CatalogRecord) => availability(record, version, platform).state !== "not-yet";
  const records = KINDS.flatMap((kind): readonly CatalogRecord[] => catalog.all(kind));
  const older = new Map<string, string>();
  const there = new Set<string>();
  for (const record of records) {
    if (!isThere(record)) continue;
    there.add(record.name);
    if (record.renamed !== undefined) older.set(`${record.kind}:${record.renamed.to}`, record.name);
  }
  return new Map(
    records.flatMap(({ kind, name, since }) =>
      since === undefined || there.has(name)
        ? []
        : [[name, { since, formerly: older.get(`${kind}:${name}`) }] as const],
    ),
  );
}

/** True where a sentence of a message says itself which version a word needs. */
function saysSince(text: string, word: string, since: string): boolean {
  return text
    .split(/(?<=[.?!])\s+/)
    .some((sentence) => sentence.split(/\W+/).includes(word) && sentence.includes(`sendmail ${since}`));
}

/** Whether a word is in the site's own .mc files. */
const isWritten = perSite((site) => {
  const tables = new Set(site.tables.map(({ uri }) => uri));
  const answers = new Map<string, boolean>();
  return (word: string): boolean => {
    const known = answers.get(word);
    if (known !== undefined) return known;
    const own = [...site.documents].filter(([uri]) => !tables.has(uri)).map(([, document]) => document);
    const whole = new RegExp(String.raw`\b${word}\b`);
    const answer = [...own, ...(site.mc === undefined ? [] : [site.mc.document])].some((document) =>
      whole.test(document.getText()),
    );
    answers.set(word, answer);
    return answer;
  };
});
