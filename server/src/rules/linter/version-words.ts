// Words of a .mc that the target version does not have yet: no fix writes one, and a message that names one says which version it needs.
import { availability, type CatalogRecord, catalog } from "../../catalog/index.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
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
  let known: ReadonlyMap<string, NewerWord> | undefined;
  /** The newer words of a text that the site's author has not written: of the others mc-newer-version speaks. */
  const newerIn = (text: string): ReadonlyMap<string, NewerWord> => {
    known ??= newerWords(targetVersion, platform);
    const found = new Map<string, NewerWord>();
    if (known.size === 0) return found;
    for (const [, feature, word = ""] of text.matchAll(/(FEATURE\(`)?\b(\w+)/g)) {
      const newer = feature === undefined && !DISTINCT.test(word) ? undefined : known.get(word);
      if (newer !== undefined && !isWritten(site)(word)) found.set(word, newer);
    }
    return found;
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
        const isNewer = [title, ...changes.map(({ newText }) => newText)].some((text) => newerIn(text).size > 0);
        return isNewer ? [] : [{ ...fix, title, changes }];
      }),
  };
}

interface Asked {
  readonly version: string;
  readonly platform: RuleOptions["platform"];
  readonly words: ReadonlyMap<string, NewerWord>;
}

/** The last answer: every keystroke asks about the same version. */
let last: Asked | undefined;

function newerWords(version: string, platform: RuleOptions["platform"]): ReadonlyMap<string, NewerWord> {
  if (last?.version !== version || last.platform !== platform)
    last = { version, platform, words: wordsNewerThan(version, platform) };
  return last.words;
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
