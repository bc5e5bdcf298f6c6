// sendmail before 8.9 relays for everybody unless rules of the site's own say otherwise, and before 8.8 whatever they say.
//
// RELEASE_NOTES 8.8.0: the check_* rulesets come; 8.9.0: relaying is refused by default.
import { CHECKS_SINCE, compareVersions, NEWEST_VERSION } from "../catalog/index.ts";
import { perSite, stateOf } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import { ownVersion, type SiteVersion, versionPlace } from "../site/version.ts";
import type { Span } from "../text.ts";
import type { Decision, Exposure, Query } from "./types.ts";

/** The first version that can be told not to relay. */
const CAN_CHECK = "8.8";

/** What an old version makes of relaying. */
export type OldRelaying =
  /** It has no checks at all. */
  | "always"
  /** It can check, and nothing tells it to. */
  | "unchecked"
  /** The site has a ruleset check_rcpt of its own: that decides. */
  | "own-check";

export interface OldVersion extends SiteVersion {
  readonly relaying: OldRelaying;
  /** Where the version is known from, as near as the files show it. */
  readonly place: Span;
}

/** What to do about it: two sentences. */
export const OLD_ADVICE =
  `Update sendmail to ${NEWEST_VERSION}. Until then run no daemon (no -bd), keep strangers from port 25 with a firewall, ` +
  "let queue runs (sendmail -q15m) send mail out, and let the MX of your domains be another host.";

/** The version of the library that a site is built with, once that is known. */
const builtWith = stateOf((): { library?: string } => ({}));

/** Tells which version the m4 library of a site is of. It counts where neither a setting nor the .cf names one. */
export function buildsWith(site: MailSite, library: string | undefined): void {
  if (library !== undefined) builtWith(site).library = library;
}

/** How a site's old version relays; undefined for 8.9 and later, and where nothing names a version. */
export function oldVersion(site: MailSite): OldVersion | undefined {
  const own = ownVersion(site);
  if (own !== undefined) return oldRelaying(site, own);
  const { library } = builtWith(site);
  return library === undefined ? undefined : oldRelaying(site, { version: library, source: "library" });
}

/** The same for a version that something else names. */
export function oldRelaying(site: MailSite, known: SiteVersion): OldVersion | undefined {
  const { version } = known;
  if (compareVersions(version, CHECKS_SINCE) >= 0) return undefined;
  const relaying =
    compareVersions(version, CAN_CHECK) < 0 ? "always" : hasOwnCheck(site) ? "own-check" : ("unchecked" as const);
  return { ...known, relaying, place: versionPlace(site) };
}

/** What is so, as a sentence of at most 80 characters, and why. */
export function oldText({ version, relaying }: OldVersion): { readonly head: string; readonly why: string } {
  switch (relaying) {
    case "always":
      return {
        head: `sendmail ${version} is an open relay, and nothing can change that.`,
        why: "It has no checks: it accepts any recipient from anybody. The first version that can be told not to relay is 8.8, the first that does not by itself is 8.9.",
      };
    case "unchecked":
      return {
        head: `sendmail ${version} is an open relay by default, and nothing closes it here.`,
        why: "It refuses no recipient unless a ruleset check_rcpt of your own does, and there is none. The first version that does not relay by itself is 8.9.",
      };
    case "own-check":
      return {
        head: `sendmail ${version} relays whatever your own check_rcpt does not refuse.`,
        why: "The library of that version has no check of relaying, so all depends on that ruleset. The first version that does not relay by itself is 8.9.",
      };
  }
}

/** The grant to everybody that comes with the version; undefined where the site's own check decides. */
export function oldExposure(old: OldVersion, witness: Query): Exposure | undefined {
  if (old.relaying === "own-check") return undefined;
  const { head, why } = oldText(old);
  return {
    grade: "open",
    who: "anyone",
    to: "anywhere",
    reason: `${head} ${why} ${OLD_ADVICE}`,
    because: [old.place],
    witness,
    certain: true,
  };
}

/**
 * What it answers to a transaction: it takes whatever is an address.
 *
 * @param relayed whether the recipient is another server's
 */
export function oldDecision(old: OldVersion, query: Query, relayed: boolean): Decision {
  const isAddress = /^<?[^\s<>]+>?$/.test(query.recipient.trim());
  const step = { text: oldText(old).head, span: old.place, grants: true } as const;
  return {
    accepted: true,
    stage: null,
    reply: null,
    relayed,
    steps: [step],
    certain: isAddress,
    ...(isAddress ? {} : { cause: "It is not known how so old a version reads this recipient." }),
  };
}

/** True where the .cf, or the rules in the .mc, have a ruleset check_rcpt of the site's own. */
const hasOwnCheck = perSite(({ mc, cf, documents }: MailSite): boolean => {
  const texts = mc === undefined ? [cf?.document] : [mc.document, ...documents.values()];
  return texts.some((document) => document !== undefined && /^S\s*check_rcpt\b/m.test(document.getText()));
});
