// A summary in Markdown, for the page of a build or a comment.
import { code, markdownText } from "../../features/markdown.ts";
import type { Severity } from "../../rules/types.ts";
import { printable } from "../output.ts";
import { type FileReport, type FormatOptions, findings, type Lines, messageParts, plural, totals } from "./report.ts";

/** Findings that are listed: a page of a build may have a megabyte. */
const MOST_ROWS = 500;
const WORST_FIRST: readonly Severity[] = ["error", "warning", "information", "hint"];
const WORDS: Readonly<Record<Severity, string>> = {
  error: "**error**",
  warning: "warning",
  information: "note",
  hint: "note",
};

export function* markdown(reports: readonly FileReport[], options: FormatOptions): Lines {
  const all = [...findings(reports, options)].sort(
    (a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity),
  );
  yield "## sendmail-lint";
  yield "";
  yield `${totals(reports, options.known)}.`;
  if (options.notices.length > 0) {
    yield "";
    yield `**Not all could be looked at** (${plural(options.notices.length, "problem")}):`;
    yield "";
    for (const { text } of options.notices) yield `- ${safe(text)}`;
  }
  if (all.length === 0) return;
  yield "";
  yield "| severity | place | finding | rule |";
  yield "| --- | --- | --- | --- |";
  for (const { file, range, severity, message, code: rule, href } of all.slice(0, MOST_ROWS)) {
    const place = code(printable(`${file}:${range.start.line + 1}`)).replaceAll("|", "\\|");
    const link = href.startsWith("http") ? `[${rule}](${href})` : rule;
    yield `| ${WORDS[severity]} | ${place} | ${safe(messageParts(message).first)} | ${link} |`;
  }
  if (all.length > MOST_ROWS) {
    yield "";
    yield `${all.length - MOST_ROWS} more are not listed here.`;
  }
}

function safe(text: string): string {
  return markdownText(printable(text));
}
