// What a rule is, and what it may say.

import type { KindName, TableKindName } from "../kinds/index.ts";
import type { Exposure } from "../relay/index.ts";
import type { KnownPlatform } from "../site/platform.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import type { MissingLibrary, VersionSource } from "../site/version.ts";
import type { Action } from "../tables/action.ts";
import type { KeyShape } from "../tables/key.ts";
import type { TableEntry } from "../tables/types.ts";
import type { Span, TextDocument } from "../text.ts";

export const SEVERITIES = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A rule that became a part of another one. Its code still works in comments, settings and baselines, for what it was about. */
export interface FormerRule {
  readonly code: string;
  /** Versions at which this part is true, where they are not the rule's. */
  readonly versions?: string;
}

export interface RuleMeta {
  /** The folder's name and the diagnostic's code, for ever: category, then what is wrong. */
  readonly code: string;
  /** True for a rule about who may relay: the preset `relay-only` keeps it, and the proofs of the relay policy are shown with it. */
  readonly relaying?: true;
  /** One line for indexes and settings: what it finds. */
  readonly title: string;
  readonly severity: Severity;
  /** Kinds of file that it reports in; it is not run where a site has none of them. */
  readonly kinds: readonly KindName[];
  /** The grade of its most harmless fix. */
  readonly fix: FixGrade | "none";
  /**
   * Versions of sendmail at which it is true, as `isInRange` reads them: ">=8.12 <8.18.1", "*" for all. At any other target version
   * the rule is silent.
   */
  readonly versions: string;
  /** Key of the guidance page in the catalogue; undefined opens the rule's own page. */
  readonly guidance?: string;
  /** True for a rule that only the preset `strict` switches on. */
  readonly strict?: boolean;
  /** The rules that were merged into this one. */
  readonly former?: readonly FormerRule[];
  /** Where its facts come from: cf/README section, RFC, RELEASE_NOTES entry. */
  readonly sources: readonly string[];
}

/** A change of one stretch of text; an empty span inserts. */
export interface TextChange {
  readonly span: Span;
  readonly newText: string;
}

/**
 * What a fix may do to mail. `safe`: no transaction has another outcome and no mail goes elsewhere. `narrows`: it takes away a
 * grant that strangers or too many people have, and nothing else. `asks`: it may grant, refuse or lose something else, so it
 * is applied one by one and its title says what changes.
 */
export type FixGrade = "safe" | "narrows" | "asks";

/** A fix that the lightbulb offers. */
export interface Fix {
  /** Imperative, as a menu entry: "Remove FEATURE(`promiscuous_relay')". */
  readonly title: string;
  readonly grade: FixGrade;
  /** The one that a single key press should take. */
  readonly preferred?: boolean;
  readonly changes: readonly TextChange[];
  /** What of the new text is for the author to write: an editor that can leaves it selected. */
  readonly toWrite?: string;
  /** Set where the change reaches further than the finding, so that it is graded `asks`: why, and its grade elsewhere. */
  readonly reach?: { readonly why: string; readonly elsewhere: FixGrade };
}

/** One thing found. */
export interface Finding {
  readonly span: Span;
  /** What is wrong. Why it matters. What to do. Three sentences or so, no jargon unexplained. */
  readonly message: string;
  /** Set where it differs from the rule's own (a graded rule). */
  readonly severity?: Severity;
  /** The code of the merged rule that reported this before; absent for what is the rule's own. */
  readonly former?: string;
  /** Draws the text struck through or faded. */
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /**
   * Rules about table lines: what is amiss where it is not the line itself, such as a feature that is off. Of the lines of a
   * file that have the same cause the first one is reported, with how many others there are.
   */
  readonly cause?: string;
  /** Worked out only when asked for. */
  readonly fixes?: () => readonly Fix[];
}

export type Report = (finding: Finding) => void;

/** What the user configured that a rule may ask for. */
export interface RuleOptions {
  /** The version of sendmail that the site runs, e.g. "8.18"; undefined for the newest. */
  readonly targetVersion?: string;
  /** Who says so; undefined for nobody, or where only the version matters. */
  readonly versionSource?: VersionSource;
  /** The version of the m4 library of the site's own system; undefined where none is known to be that system's. */
  readonly installedVersion?: string;
  /** The m4/cf.m4 that the .mc includes, where m4 cannot open it; undefined where it can, or nobody knows. */
  readonly missingLibrary?: MissingLibrary;
  /** The operating system of the site; undefined where that is not known. */
  readonly platform?: KnownPlatform;
}

/** A rule about the site as a whole: its .mc, its relay policy, how its files fit together. */
export interface SiteRule {
  readonly meta: RuleMeta;
  check(site: MailSite, report: Report, options: RuleOptions): void;
}

/** Features whose arguments say which lines of a table count. */
export type WordedFeature = "delay_checks" | "relay_mail_from";

/** Something about a site that decides what a rule says of a table line. */
export interface SiteFact<T = unknown> {
  /** Worked out once for each site. */
  of(site: MailSite): T;
  /** A text that is another one where the value is: what was said of lines under the same text is still true. */
  fingerprint(value: T): string;
}

/** What a rule about a table line may know of the configuration; equal fingerprints mean equal contexts. */
export interface EntryContext {
  readonly kind: TableKindName;
  /** The class that the file fills; undefined for kinds that fill none. */
  readonly className: string | undefined;
  /**
   * Names of the features that are on, of those that sendmail has or had (a name that is still being typed changes nothing);
   * undefined where no .mc was seen, and then nothing can be said of them.
   */
  readonly features: ReadonlySet<string> | undefined;
  /** False where a file that the .mc includes was not read: then nobody can say that a feature is off. */
  readonly isComplete: boolean;
  /** What further arguments of access_db switch on, or a feature of that name: `skip`, `lookupdotdomain`, `relaytofulladdress`. */
  readonly accessArguments: ReadonlySet<string>;
  /** What the arguments of some features that are on come to, by the feature's name: `friend` and `hater`, `domain`. */
  readonly featureWords: ReadonlyMap<WordedFeature, ReadonlySet<string>>;
  /** Tags, in lower case, that rulesets of the .mc's own look up. */
  readonly ownTags: ReadonlySet<string>;
  /** True where sendmail writes IPv6 addresses with `::` (option UseCompressedIPv6Addresses). */
  readonly compressedIpv6: boolean;
  readonly fingerprint: string;
  /** A fact that the rule lists among its `facts`. */
  fact<T>(fact: SiteFact<T>): T;
  /** The file as it is now; for fixes only, which are worked out again each time. */
  readonly document: TextDocument;
  /** The site as it is now; for fixes in other files only. */
  readonly site: MailSite;
}

/** What an entry is, in the coarse. */
export interface EntryKinds {
  /** Tag without its colon, in lower case; empty for none. */
  readonly tag: string;
  readonly shape: KeyShape["kind"];
  readonly action: Action["kind"];
}

/**
 * A rule about single table lines. What it says of a line depends on that line and on the context, and on no other line: so
 * one edited line costs one line, and a keystroke in the .mc that does not change the context costs none.
 */
export interface EntryRule {
  readonly meta: RuleMeta;
  /**
   * False for kinds of entries of which it never says anything, so that a map of a million REJECT lines is read quickly. The
   * answer must depend on nothing but its argument. Absent: it looks at every entry.
   */
  concerns?(kinds: EntryKinds): boolean;
  /** What it asks its context for with `fact`. */
  readonly facts?: readonly SiteFact[];
  checkEntry(entry: TableEntry, context: EntryContext, report: Report): void;
}

/** A rule about one table file of its kinds as a whole (makemap's errors, duplicates). */
export interface TableRule {
  readonly meta: RuleMeta;
  checkTable(file: TableFile, site: MailSite, report: Report): void;
}

/** A comment that silences findings. */
export interface Suppression {
  /** The codes it names; empty where it names none, and then it silences nothing. */
  readonly codes: readonly { readonly code: string; readonly span: Span }[];
  readonly reason: string | undefined;
  /** The comment. */
  readonly span: Span;
  /** What goes when it is removed: its whole line with the line end, if nothing else is there; else the comment. */
  readonly whole: Span;
  /** The stretch it is about: the next line, or the whole file. */
  readonly scope: "next-line" | "file";
  /** Zero-based line that it silences, for scope `next-line`. */
  readonly line: number;
}

/** The rule about suppressions that silence nothing; the linter knows which they are. */
export interface SuppressionRule {
  readonly meta: RuleMeta;
  checkUnused(suppression: Suppression, unused: { readonly code: string; readonly span: Span }, report: Report): void;
}

/** A rule about grants to strangers that no more special rule has reported at their line. */
export interface ExposureRule {
  readonly meta: RuleMeta;
  checkExposure(exposure: Exposure, report: Report): void;
}

export type Rule = SiteRule | EntryRule | TableRule | SuppressionRule | ExposureRule;

/** A finding with all that its rule says of it. */
export interface Problem extends Finding {
  readonly meta: RuleMeta;
  readonly severity: Severity;
}
