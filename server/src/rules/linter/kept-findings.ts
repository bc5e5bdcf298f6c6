// What rules found in the version of a site before: said again by those of which nothing changed that they asked for.
import { bareSite, SiteChanges, SiteReads, tablePart, watchedSite } from "../../site/site-reads.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { Finding, RuleOptions, SiteRule, TableRule } from "../types.ts";

/** What a rule found, and what it asked for. */
interface Found {
  /** Without their fixes, which would keep the site that they are worked out of. */
  readonly findings: readonly { readonly finding: Finding; readonly hasFixes: boolean }[];
  readonly reads: SiteReads;
}

/** More findings of one rule are quicker found again than kept. */
const MOST_FINDINGS = 1_000;

/** The findings of the last version of one site. */
export class KeptFindings {
  #last: { readonly site: MailSite; readonly options: string; readonly found: ReadonlyMap<string, Found> } | undefined;

  /** Begins with another version of the site. Until its `end` this keeps what it has. */
  begin(site: MailSite, options: RuleOptions): FindingRun {
    const { targetVersion, versionSource, installedVersion, missingLibrary, platform } = options;
    const said = JSON.stringify([targetVersion, versionSource, installedVersion, missingLibrary, platform]);
    const last = this.#last?.options === said && this.#last.site.id === site.id ? this.#last : undefined;
    return new FindingRun(
      site,
      options,
      last && { found: last.found, changes: new SiteChanges(last.site, site) },
      (found) => {
        this.#last = { site: bareSite(site), options: said, found };
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
  readonly #keep: (found: ReadonlyMap<string, Found>) => void;

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

  /** What a rule finds in the site. */
  inSite(rule: SiteRule): readonly Finding[] {
    return this.#of(rule.meta.code, undefined, (site, report) => rule.check(site, report, this.#options));
  }

  /** What a rule finds in one of its tables. */
  inTable(rule: TableRule, file: TableFile): readonly Finding[] {
    return this.#of(`${rule.meta.code} ${tablePart(file)}`, file, (site, report) =>
      rule.checkTable(file, site, report),
    );
  }

  /** All rules were asked: what was found is for the next version. */
  end(): void {
    this.#keep(this.#found);
  }

  #of(
    key: string,
    file: TableFile | undefined,
    check: (site: MailSite, report: (finding: Finding) => void) => void,
  ): readonly Finding[] {
    const work = (reads: SiteReads): readonly Finding[] => {
      if (file !== undefined) reads.note(tablePart(file));
      const findings: Finding[] = [];
      check(watchedSite(this.#site, reads), (finding) => findings.push(finding));
      return findings;
    };
    const kept = this.#before?.found.get(key);
    if (kept !== undefined && this.#before !== undefined && kept.reads.holds(this.#before.changes)) {
      this.#found.set(key, kept);
      let again: readonly Finding[] | undefined;
      const fixesOf = (at: number) => {
        again ??= work(new SiteReads());
        return again[at]?.fixes?.() ?? [];
      };
      return kept.findings.map(({ finding, hasFixes }, at) =>
        hasFixes ? { ...finding, fixes: () => fixesOf(at) } : finding,
      );
    }
    const reads = new SiteReads();
    const findings = work(reads);
    if (findings.length <= MOST_FINDINGS) this.#found.set(key, { findings: findings.map(withoutFixes), reads });
    return findings;
  }
}

function withoutFixes(finding: Finding): Found["findings"][number] {
  const { fixes, ...rest } = finding;
  return fixes === undefined ? { finding, hasFixes: false } : { finding: rest, hasFixes: true };
}
