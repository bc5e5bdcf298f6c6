// A mail server by the controls of audit guides: pass, fail or not known for each, with the evidence.
import { allControls } from "../catalog/index.ts";
import type { AuditReport, AuditResult, AuditStatus } from "../protocol.ts";
import { baseName, pathOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import { type Audited, verdict } from "./audit-verdicts.ts";
import { code, markdownLink, markdownText } from "./markdown.ts";

/** The result of each control, in the order of the guides. */
export function auditOf(audited: Audited): readonly AuditResult[] {
  return allControls().map((control) => {
    const { id, guide, title, harm } = control;
    return { id, guide, title, ...verdict(control, audited), ...(harm === undefined ? {} : { harm }) };
  });
}

/**
 * What a .mc and the .cf beside it come to together, where they are not the same: sendmail reads the .cf, and m4 makes the next one of
 * the .mc. The worse of the two results counts.
 */
export function worseResults(
  ofMc: readonly AuditResult[],
  ofCf: readonly AuditResult[],
  cf: string,
): readonly AuditResult[] {
  const ranks = Object.keys(AUDIT_STATUS);
  return ofMc.map((one, index) => {
    const other = ofCf[index];
    if (other === undefined || ranks.indexOf(one.status) <= ranks.indexOf(other.status)) return one;
    return { ...other, evidence: [`${cf} is not what the .mc makes, and sendmail reads it.`, ...other.evidence] };
  });
}

/** How a result is called, the worst first. */
export const AUDIT_STATUS: Readonly<Record<AuditStatus, string>> = {
  fail: "Fail",
  unknown: "Not known",
  "not-applicable": "Not applicable",
  pass: "Pass",
};

/** How many results are of each kind: "2 fail, 3 pass". */
export function auditCounts(results: readonly AuditResult[]): string {
  const statuses = Object.keys(AUDIT_STATUS) as AuditStatus[];
  return statuses
    .map(
      (status) => [results.filter((one) => one.status === status).length, AUDIT_STATUS[status].toLowerCase()] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(", ");
}

/**
 * The report of one server as Markdown.
 *
 * @param uriOf the URI of a file that evidence names by its path, to make a link of the place; none are made without it
 */
export function auditMarkdown(
  name: string,
  results: readonly AuditResult[],
  uriOf: (path: string) => string | undefined = () => undefined,
): string {
  const guides = [...new Set(results.map(({ guide }) => guide))];
  const rows = (guide: string) =>
    results
      .filter((one) => one.guide === guide)
      .map(
        ({ id, title, status, evidence }) =>
          `| ${id} | ${markdownText(title)} | ${AUDIT_STATUS[status]} | ${evidence.map((text) => linked(text, uriOf)).join("<br>")} |`,
      );
  const harmful = results.filter(({ harm }) => harm !== undefined);
  return [
    `# Audit of ${markdownText(name)}`,
    `${auditCounts(results)}.`,
    "What the files do not show is not known, and never a pass. A finding counts although a comment silences it.",
    ...guides.flatMap((guide) => [
      `## ${guide}`,
      ["| control | what it asks | result | evidence |", "| --- | --- | --- | --- |", ...rows(guide)].join("\n"),
    ]),
    "## Where a guide's own remedy does harm",
    harmful.map(({ id, harm }) => `- ${code(id)}: ${harm}`).join("\n"),
    "",
  ].join("\n\n");
}

/** Evidence as Markdown, with the place that `at` wrote as a link. */
function linked(text: string, uriOf: (path: string) => string | undefined): string {
  const [all, path, line] = /, (\/[^;]+):(\d+)(?=$|;)/.exec(text) ?? [];
  const uri = path === undefined ? undefined : uriOf(path);
  if (all === undefined || path === undefined || uri === undefined) return markdownText(text);
  const from = text.indexOf(all);
  const link = markdownLink(`${baseName(uri)}:${line}`, uri, `L${line}`);
  return `${markdownText(text.slice(0, from))}, ${link}${markdownText(text.slice(from + all.length))}`;
}

/** The report as the editor shows it. */
export function auditReport(site: MailSite, results: readonly AuditResult[]): AuditReport {
  const name = baseName(site.id);
  const members = [site.mc, site.cf, ...site.tables].flatMap((file) => file?.uri ?? []);
  const uris = new Map([...members, ...site.documents.keys()].map((uri) => [pathOf(uri), uri]));
  const markdown = auditMarkdown(name, results, (path) => uris.get(path));
  return { title: `Audit: ${name}`, markdown, results };
}
