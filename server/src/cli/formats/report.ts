// What the formats are made from: the findings of a run, file by file, and what could not be looked at.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { hrefOf } from "../../features/diagnostics.ts";
import { rangeOf } from "../../features/ranges.ts";
import type { Problem } from "../../rules/linter/lint.ts";
import type { Severity } from "../../rules/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import type { JsonFinding } from "../json-types.ts";
import type { Screen } from "../screen.ts";

/** A transaction that shows what a finding says, and the steps by which sendmail takes it. */
export interface Proof {
  readonly text: string;
  readonly steps: readonly { readonly text: string; readonly span: Span | undefined }[];
}

/** One file's findings. */
export interface FileReport {
  /** The path as the user gave it or as it was found below it. */
  readonly file: string;
  readonly document: TextDocument;
  readonly problems: readonly Problem[];
  /** The document of another file of its server, for places and fixes there. */
  readonly other?: (uri: string) => TextDocument | undefined;
  /** Worked out when asked for. */
  readonly proofOf?: (problem: Problem) => Proof | undefined;
}

/** Something that was not looked at, or is wrong with the settings: why the findings may not be all. */
export interface Notice {
  /** A sentence, or a part of one. */
  readonly text: string;
  readonly level: "error" | "warning";
  /** The URI of the file that it is about. */
  readonly uri?: string;
}

export interface FormatOptions {
  readonly version: string;
  readonly guidanceBaseUrl: string | undefined;
  readonly screen: Screen;
  /** No summary. */
  readonly quiet: boolean;
  readonly notices: readonly Notice[];
  /** Findings that a baseline silences. */
  readonly known: number;
  /** URI of the folder that the command runs in, with a slash at its end. */
  readonly base: string;
  /** The page of a rule, in Markdown. */
  readonly pageOf: (code: string) => string | undefined;
}

/** The lines of an output: all at once may be more than a string can hold. */
export type Lines = Iterable<string>;

/** What a format is: findings in, lines out. */
export type Formatter = (reports: readonly FileReport[], options: FormatOptions) => Lines;

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
export function totals(reports: readonly FileReport[], known: number): string {
  const files = plural(reports.length, "file");
  const notes = count(reports, "information", "hint");
  const parts = [plural(count(reports, "error"), "error"), plural(count(reports, "warning"), "warning")];
  if (notes > 0) parts.push(plural(notes, "note"));
  if (reports.length === 0) return `${files} checked`;
  const before = known === 0 ? "" : ` (${plural(known, "finding")} of the baseline not shown)`;
  return reports.every(({ problems }) => problems.length === 0)
    ? `${files} checked, nothing ${known === 0 ? "" : "new "}found${before}`
    : `${files} checked: ${parts.join(", ")}${before}`;
}

/** What fixing in bulk would do; undefined where no rule that found something has such a fix. */
export function fixHint(reports: readonly FileReport[]): string | undefined {
  const grades = new Set(reports.flatMap(({ problems }) => problems.map(({ meta }) => meta.fix)));
  if (grades.has("narrows")) return "--fix=narrow takes dangerous grants away";
  return grades.has("safe") ? "--fix applies fixes that change no mail" : undefined;
}

/** A message in its first sentence, which is alone, and the rest. */
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

/** A file's URI relative to a base that it is below; undefined for any other. Each part is escaped as a relative URI needs it. */
export function relativeUri(uri: string, base: string): string | undefined {
  if (!uri.startsWith(base)) return undefined;
  const parts = uri.slice(base.length).split("/");
  return parts.map((part) => encodeURIComponent(decoded(part))).join("/");
}

/** A path from a folder, as people and servers write it, with slashes. */
export function relativePath(uri: string, base: string): string {
  if (!uri.startsWith("file:")) return uri;
  return path.relative(fileURLToPath(base), fileURLToPath(uri)).replaceAll(path.sep, "/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
