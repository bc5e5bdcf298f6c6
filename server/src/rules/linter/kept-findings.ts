// What rules found in the version of a site before: said again by those of which nothing changed that they asked for.

import type { MovedPlaces } from "../../site/moved-places.ts";
import { bareSite, SiteChanges, SiteReads, tablePart, watchedSite } from "../../site/site-reads.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { EntryRule, Finding, Report, Rule, RuleOptions, SiteRule, TableRule } from "../types.ts";
import { checkEntries } from "./entry-lint.ts";

/** What rules found, and what they asked for. */
interface Found {
  readonly findings: readonly Said[];
  readonly reads: SiteReads;
}

interface Said {
  readonly rule: Rule;
  /** Without its fixes, which would keep the site that they are worked out of. */
  readonly finding: Finding;
  readonly hasFixes: boolean;
}

/** Rules about table lines, and who hears what they find. */
export type EntryRules = readonly { readonly rule: EntryRule; readonly report: Report }[];

/** More findings of one rule are quicker found again than kept. */
const MOST_FINDINGS = 1_000;

/** What most rules find. */
const NOTHING: readonly Finding[] = [];

/** The findings of the last version of one site. */
export class KeptFindings {
  #last: { readonly site: MailSite; readonly options: string; readonly found: ReadonlyMap<string, Found> } | undefined;

  /** Begins with another version of the site. Until its `end` this keeps what it has. */
  begin(site: MailSite, options: RuleOptions): FindingRun {
    const { targetVersion, versionSource, installedVersion, missingLibrary, platform } = options;
    const given = JSON.stringify([targetVersion, versionSource, installedVersion, missingLibrary, platform]);
    const last = this.#last?.options === given && this.#last.site.id === site.id ? this.#last : undefined;
    return new FindingRun(
      site,
      options,
      last && { found: last.found, changes: new SiteChanges(last.site, site) },
      (found) => {
        this.#last = { site: bareSite(site), options: given, found };
      },
    );
  }
}

/** What rules find in one version of a site. */
class FindingRun {
  readonly #site: MailSite;
  readonly #options: RuleOptions;
  readonly #before: { readonly found: ReadonlyMap<string, Found>; readonly changes: SiteChanges } | undefined;
  readonly #found = new Map<string, Found>();
  /** How its tables are known: many rules ask. */
  readonly #parts = new Map<TableFile, ReturnType<typeof tablePart>>();
  readonly #keep: (found: ReadonlyMap<string, Found>) => void;
  #works = 0;

  constructor(
    site: MailSite,
    options: RuleOptions,
    before: { readonly found: ReadonlyMap<string, Found>; readonly changes: SiteChanges } | undefined,
    keep: (found: ReadonlyMap<string, Found>) => void,
  ) {
    this.#site = site;
    this.#options = options;
    this.#before = before;
    this.#keep = keep;
  }

  /** How often rules were at work so far, instead of saying something again. */
  get works(): number {
    return this.#works;
  }

  /** What a rule finds in the site. */
  inSite(rule: SiteRule): readonly Finding[] {
    return this.#of(rule, rule.meta.code, undefined, (site, report) => rule.check(site, report, this.#options));
  }

  /** What a rule finds in one of its tables. */
  inTable(rule: TableRule, file: TableFile): readonly Finding[] {
    return this.#of(rule, `${rule.meta.code} ${this.#partOf(file)}`, file, (site, report) =>
      rule.checkTable(file, site, report),
    );
  }

  /** What rules find in the lines of one of its tables, in steps. All of them are about tables of its kind. */
  *inEntries(rules: EntryRules, file: TableFile): Generator<void, void> {
    const key = `entries ${this.#partOf(file)} ${rules.map(({ rule }) => rule.meta.code).join(" ")}`;
    const kept = this.#kept(key);
    if (kept?.findings.length === 0) return;
    if (kept !== undefined) {
      const reports = new Map<Rule, Report>(rules.map(({ rule, report }) => [rule, report]));
      const again = (): readonly Finding[] => {
        const found: Finding[] = [];
        const all = rules.map(({ rule }) => ({ rule, report: (finding: Finding) => void found.push(finding) }));
        for (const _ of checkEntries(file, this.#site, all));
        return found;
      };
      for (const { rule, finding } of withFixes(kept, again)) reports.get(rule)?.(finding);
      return;
    }
    const reads = new SiteReads();
    reads.note(this.#partOf(file));
    const findings: Said[] = [];
    const noting = rules.map(({ rule, report }) => ({
      rule,
      report: (finding: Finding) => {
        if (findings.length <= MOST_FINDINGS) findings.push(said(rule, finding));
        report(finding);
      },
    }));
    yield* checkEntries(file, watchedSite(this.#site, reads), noting);
    if (findings.length <= MOST_FINDINGS) this.#found.set(key, { findings, reads });
  }

  #partOf(file: TableFile): ReturnType<typeof tablePart> {
    const known = this.#parts.get(file) ?? tablePart(file);
    this.#parts.set(file, known);
    return known;
  }

  /** All rules were asked: what was found is for the next version. */
  end(): void {
    this.#keep(this.#found);
  }

  /** What was found the last time, where that is still so. */
  #kept(key: string): Found | undefined {
    const kept = this.#before?.found.get(key);
    if (kept === undefined || this.#before === undefined || !kept.reads.holds(this.#before.changes)) return undefined;
    const findings = movedFindings(kept.findings, this.#before.changes.places);
    const moved = findings === kept.findings ? kept : findings && { ...kept, findings };
    if (moved !== undefined) this.#found.set(key, moved);
    return moved;
  }

  #of(
    rule: Rule,
    key: string,
    file: TableFile | undefined,
    check: (site: MailSite, report: (finding: Finding) => void) => void,
  ): readonly Finding[] {
    const kept = this.#kept(key);
    if (kept?.findings.length === 0) return NOTHING;
    const work = (reads: SiteReads): readonly Finding[] => {
      if (file !== undefined) reads.note(this.#partOf(file));
      const findings: Finding[] = [];
      check(watchedSite(this.#site, reads), (finding) => findings.push(finding));
      return findings;
    };
    if (kept !== undefined) return withFixes(kept, () => work(new SiteReads())).map(({ finding }) => finding);
    this.#works += 1;
    const reads = new SiteReads();
    const findings = work(reads);
    if (findings.length <= MOST_FINDINGS)
      this.#found.set(key, { findings: findings.map((finding) => said(rule, finding)), reads });
    return findings;
  }
}

/** Findings where they are after an edit; undefined where that is not known of one. */
function movedFindings(findings: readonly Said[], places: MovedPlaces): readonly Said[] | undefined {
  let hasMoved = false;
  const all: Said[] = [];
  for (const one of findings) {
    const finding = movedFinding(one.finding, places);
    if (finding === undefined) return undefined;
    hasMoved ||= finding !== one.finding;
    all.push(finding === one.finding ? one : { ...one, finding });
  }
  return hasMoved ? all : findings;
}

function movedFinding(finding: Finding, places: MovedPlaces): Finding | undefined {
  const span = places.of(finding.span);
  if (span === undefined) return undefined;
  const others = (finding.related ?? []).map(({ span: other }) => places.of(other));
  if (others.includes(undefined)) return undefined;
  const stays = span === finding.span && others.every((other, at) => other === finding.related?.[at]?.span);
  if (stays) return finding;
  const related = finding.related?.map((one, at) => ({ ...one, span: others[at] ?? one.span }));
  return { ...finding, span, ...(related === undefined ? {} : { related }) };
}

function said(rule: Rule, finding: Finding): Said {
  const { fixes, ...rest } = finding;
  return fixes === undefined ? { rule, finding, hasFixes: false } : { rule, finding: rest, hasFixes: true };
}

/** What was found, with fixes for the site as it is now: once one is asked for, the rules find `again` what they found. */
function withFixes({ findings }: Found, again: () => readonly Finding[]): readonly Pick<Said, "rule" | "finding">[] {
  let found: readonly Finding[] | undefined;
  const fixesOf = (at: number) => {
    found ??= again();
    return found[at]?.fixes?.() ?? [];
  };
  return findings.map((one, at) =>
    one.hasFixes ? { ...one, finding: { ...one.finding, fixes: () => fixesOf(at) } } : one,
  );
}
