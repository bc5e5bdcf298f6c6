// What the formats are made from: the findings of a run, file by file.
import { hrefOf } from "../../features/diagnostics.ts";
import { rangeOf } from "../../features/ranges.ts";
import type { Problem } from "../../rules/lint.ts";
import type { Severity } from "../../rules/types.ts";
import type { TextDocument } from "../../text.ts";
import type { Screen } from "../screen.ts";

/** One file's findings. `file` is the path as the user gave it or as it was found below it. */
export interface FileReport {
  readonly file: string;
  readonly document: TextDocument;
  readonly problems: readonly Problem[];
}

export interface FormatOptions {
  readonly version: string;
  readonly guidanceBaseUrl: string | undefined;
  readonly screen: Screen;
  /** No summary. */
  readonly quiet: boolean;
}

/** The lines of an output: all at once may be more than a string can hold. */
export type Lines = Iterable<string>;

/** What a format is: findings in, lines out. */
export type Formatter = (reports: readonly FileReport[], options: FormatOptions) => Lines;

/** A finding in the JSON output; positions are zero-based and count UTF-16 code units, as in the language server protocol. */
export interface JsonFinding {
  readonly file: string;
  readonly range: ReturnType<typeof rangeOf>;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly href: string;
  readonly fixes: readonly string[];
}

export function findings(reports: readonly FileReport[], options: FormatOptions): readonly JsonFinding[] {
  return reports.flatMap(({ file, document, problems }) =>
    problems.map((problem) => ({
      file,
      range: rangeOf(document, problem.span),
      severity: problem.severity,
      code: problem.meta.code,
      message: problem.message,
      href: hrefOf(problem.meta, options.guidanceBaseUrl),
      fixes: (problem.fixes?.() ?? []).map(({ title }) => title),
    })),
  );
}

/** How many findings of some severities there are. */
export function count(reports: readonly FileReport[], ...severities: readonly Severity[]): number {
  return reports.flatMap(({ problems }) => problems.filter(({ severity }) => severities.includes(severity))).length;
}

export function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `3 files checked: 1 error, 0 warnings, 2 notes`, without a full stop. */
export function totals(reports: readonly FileReport[]): string {
  const files = plural(reports.length, "file");
  const notes = count(reports, "information", "hint");
  const parts = [plural(count(reports, "error"), "error"), plural(count(reports, "warning"), "warning")];
  if (notes > 0) parts.push(plural(notes, "note"));
  return reports.every(({ problems }) => problems.length === 0)
    ? `${files} checked, nothing found`
    : `${files} checked: ${parts.join(", ")}`;
}

/** What fixing in bulk would do; undefined where no rule that found something has such a fix. */
export function fixHint(reports: readonly FileReport[]): string | undefined {
  const grades = new Set(reports.flatMap(({ problems }) => problems.map(({ meta }) => meta.fix)));
  if (grades.has("narrows")) return "--fix=narrow takes dangerous grants away";
  return grades.has("safe") ? "--fix applies fixes that change no mail" : undefined;
}

/** A message in its first sentence, which stands alone, and the rest. */
export function messageParts(message: string): { readonly first: string; readonly rest: string } {
  const end = /\n|(?<=[.!?])\s+(?=[A-Z`"'(])/.exec(message);
  if (end === null) return { first: message, rest: "" };
  return { first: message.slice(0, end.index), rest: message.slice(end.index + end[0].length) };
}

/** A list in JSON, an item on each line. */
export function* list(items: readonly string[]): Lines {
  yield "[";
  for (const [n, item] of items.entries()) yield item + (n < items.length - 1 ? "," : "");
  yield "]";
}
