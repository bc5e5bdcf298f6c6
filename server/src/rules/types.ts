// What a rule is, and what it may say.

import type { MailSite, TableFile } from "../site/types.ts";
import type { TableEntry } from "../tables/types.ts";
import type { Span } from "../text.ts";

export type Severity = "error" | "warning" | "information" | "hint";
export type FileKind = "mc" | "access" | "class" | "project";

export interface RuleMeta {
  /** The folder's name and the diagnostic's code, for ever: category, then what is wrong. */
  readonly code: string;
  /** One line for indexes and settings: what it finds. */
  readonly title: string;
  readonly severity: Severity;
  /** Kinds of file that it reports in. */
  readonly kinds: readonly FileKind[];
  /** `safe`: the best fix may be applied in bulk; `unsafe`: it changes mail flow and is asked for one by one. */
  readonly fix: "safe" | "unsafe" | "none";
  /** Versions of sendmail it is about, e.g. ">=8.9". */
  readonly versions: string;
  /** Topic of the guidance page (a key of `catalog` guidance); undefined opens the rule's own page. */
  readonly guidance?: string;
  /** Where its facts come from: cf/README section, RFC, RELEASE_NOTES entry. */
  readonly sources: readonly string[];
}

/** A change of one stretch of text; an empty span inserts. */
export interface TextChange {
  readonly span: Span;
  readonly newText: string;
}

/** A cure that the lightbulb offers. */
export interface Fix {
  /** Imperative, as a menu entry: "Remove FEATURE(`promiscuous_relay')". */
  readonly title: string;
  /** `safe` ones are applied in bulk; `unsafe` change mail flow. */
  readonly safety: "safe" | "unsafe";
  /** The one that a single key press should take. */
  readonly preferred?: boolean;
  readonly changes: readonly TextChange[];
}

/** One thing found. */
export interface Finding {
  readonly span: Span;
  /** What is wrong. Why it matters. What to do. Three sentences or so, no jargon unexplained. */
  readonly message: string;
  /** Set where it differs from the rule's own (a graded rule). */
  readonly severity?: Severity;
  /** Draws the text struck through or faded. */
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Worked out only when asked for. */
  readonly fixes?: () => readonly Fix[];
}

export type Report = (finding: Finding) => void;

/** A rule about the site as a whole: its .mc, its relay policy, how its files fit together. */
export interface SiteRule {
  readonly meta: RuleMeta;
  check(site: MailSite, report: Report): void;
}

/**
 * A rule about single table lines. What it says of a line may depend on that line and on the site's configuration, and on
 * no other line: so one edited line costs one line.
 */
export interface EntryRule {
  readonly meta: RuleMeta;
  checkEntry(entry: TableEntry, file: TableFile, site: MailSite, report: Report): void;
}

/** A rule about one table file as a whole (makemap's errors, duplicates). */
export interface TableRule {
  readonly meta: RuleMeta;
  checkTable(file: TableFile, site: MailSite, report: Report): void;
}

export type Rule = SiteRule | EntryRule | TableRule;
