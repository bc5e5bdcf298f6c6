// The little that rules about table lines may know of the configuration around them.
import { catalog } from "../../catalog/index.ts";
import { hasAccessWord } from "../../mc/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import { perParts } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { EntryContext, WordedFeature } from "../types.ts";
import { isComplete } from "./settings.ts";

/** `$(access Tag:$1`, `<! Tag>`, `<+ Tag>`: how a ruleset asks the access map. */
const LOOKUPS = /(?:\$\(access\s+|<[!+]\s*)([\w-]+)(?=:|\s*>)/g;

/** The context in which the lines of one table file, or what stands for them elsewhere, are judged. */
export function entryContext(file: Pick<TableFile, "kind" | "className" | "document">, site: MailSite): EntryContext {
  const { kind, className, document } = file;
  const known = settings(site);
  const fingerprint = `${kind} ${className ?? "-"} ${known.fingerprint}`;
  return { ...known, kind, className, fingerprint, fact: (fact) => fact.of(site), document, site };
}

/** The part that is the same for all files of a site, until its .mc changes. */
const settings = perParts(
  ({ mc }) => [mc?.config],
  (site) => {
    const config = site.mc?.config;
    const features =
      config && new Set([...config.active.keys()].filter((name) => catalog.get("feature", name) !== undefined));
    const worded = Object.keys(WORDED) as WordedFeature[];
    const featureWords = new Map(
      worded.flatMap((name) => (features?.has(name) ? [[name, wordsOf(name, config)]] : [])),
    );
    const accessArguments = new Set(
      config === undefined ? [] : ACCESS_WORDS.filter((word) => hasAccessWord(config.active, word)),
    );
    const ownTags = config === undefined ? new Set<string>() : tagsOf(config);
    const whole = isComplete(site);
    const compressedIpv6 = /^\s*[ty]/i.test(config?.option("confUSE_COMPRESSED_IPV6_ADDRESSES")?.value ?? "");
    const fingerprint = JSON.stringify([
      features ? [...features].sort() : null,
      [...accessArguments].sort(),
      [...featureWords].map(([name, words]) => [name, ...[...words].sort()].join(" ")).sort(),
      [...ownTags].sort(),
      compressedIpv6,
      whole,
    ]);
    return { features, isComplete: whole, accessArguments, featureWords, ownTags, compressedIpv6, fingerprint };
  },
);

/** Words of FEATURE(`access_db') that change how lines are read. */
const ACCESS_WORDS = ["skip", "lookupdotdomain", "relaytofulladdress"] as const;

/** Forms of an argument as the library reads it, and what they come to; of those of delay_checks it reads the first letter. */
const WORDED: Readonly<Record<WordedFeature, readonly (readonly [form: RegExp, word: string])[]>> = {
  delay_checks: [
    [/^f/i, "friend"],
    [/^h/i, "hater"],
  ],
  relay_mail_from: [[/^domain$/, "domain"]],
};

function wordsOf(name: WordedFeature, config: MailConfig | undefined): ReadonlySet<string> {
  const texts = config?.active.get(name)?.args.map((text) => text.trim()) ?? [];
  return new Set(WORDED[name].flatMap(([form, word]) => (texts.some((text) => form.test(text)) ? [word] : [])));
}

/** Tags that the .mc's own rules name. */
function tagsOf(config: MailConfig): ReadonlySet<string> {
  const rules = config.cfLines.filter(({ kind }) => kind === "R" || kind === "continuation");
  return askedTags(rules.map(({ text }) => text));
}

/** Tags that rules look up, in lower case. */
export function askedTags(rules: readonly string[]): ReadonlySet<string> {
  return new Set(rules.flatMap((text) => [...text.matchAll(LOOKUPS)].map(([, tag = ""]) => tag.toLowerCase())));
}
