// Findings as text for people, and as JSON, SARIF and GitHub annotations for programs.
import type { Log, ReportingDescriptor, Result } from "sarif";
import { hrefOf } from "../features/diagnostics.ts";
import { rangeOf } from "../features/ranges.ts";
import type { Problem } from "../rules/lint.ts";
import type { Severity } from "../rules/types.ts";
import type { TextDocument } from "../text.ts";
import { json, printable, visible } from "./output.ts";

/** One file's findings. `file` is the path as the user gave it or as it was found below it. */
export interface FileReport {
  readonly file: string;
  readonly document: TextDocument;
  readonly problems: readonly Problem[];
}

export interface FormatOptions {
  readonly version: string;
  readonly guidanceBaseUrl: string | undefined;
}

/** A finding in the JSON output; positions are zero-based and count UTF-16 code units, as in the language server protocol. */
interface JsonFinding {
  readonly file: string;
  readonly range: ReturnType<typeof rangeOf>;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly href: string;
  readonly fixes: readonly string[];
}

function findings(reports: readonly FileReport[], options: FormatOptions): readonly JsonFinding[] {
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

/** The lines of an output: all at once may be more than a string can hold. */
type Lines = Iterable<string>;

function* text(reports: readonly FileReport[], options: FormatOptions): Lines {
  const all = findings(reports, options);
  for (const { file, range, severity, message, code } of all) {
    const { line, character } = range.start;
    // A relative name that begins with a colon would begin a line as a command of a build server does.
    const name = file.startsWith(":") ? `./${file}` : file;
    const [headline = "", ...more] = message.split("\n");
    yield printable(`${name}:${line + 1}:${character + 1}: ${severity}: ${headline} [${code}]`);
    for (const one of more) yield `    ${printable(one)}`;
  }
  yield summary(all, reports);
}

function summary(all: readonly JsonFinding[], reports: readonly FileReport[]): string {
  const files = plural(reports.length, "file");
  if (all.length === 0) return `${files} checked, nothing found.`;
  const count = (severity: Severity) => all.filter((finding) => finding.severity === severity).length;
  const parts = [plural(count("error"), "error"), plural(count("warning"), "warning")];
  const notes = count("information") + count("hint");
  if (notes > 0) parts.push(plural(notes, "remark"));
  const grades = new Set(reports.flatMap(({ problems }) => problems.map(({ meta }) => meta.fix)));
  const hint = grades.has("narrows")
    ? "; --fix=narrow takes dangerous grants away"
    : grades.has("safe")
      ? "; --fix applies fixes that change no mail"
      : "";
  return `${files} checked: ${parts.join(", ")}${hint}.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const SARIF_LEVEL = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

function* sarif(reports: readonly FileReport[], options: FormatOptions): Lines {
  const metas = new Map(reports.flatMap(({ problems }) => problems.map(({ meta }) => [meta.code, meta] as const)));
  const rules = [...metas.values()].map((meta): ReportingDescriptor => {
    const href = hrefOf(meta, options.guidanceBaseUrl);
    return {
      id: meta.code,
      shortDescription: { text: meta.title },
      ...(href.startsWith("http") ? { helpUri: href } : {}),
      defaultConfiguration: { level: SARIF_LEVEL[meta.severity] },
    };
  });
  const results = findings(reports, options).map(({ file, range: { start, end }, severity, code, message }): Result => {
    const region = {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
    return {
      ruleId: code,
      level: SARIF_LEVEL[severity],
      message: { text: message },
      locations: [
        { physicalLocation: { artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") }, region } },
      ],
    };
  });
  const driver = { name: "sendmail-lint", version: options.version, rules };
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits" }],
  };
  const { runs, ...head } = log;
  const run = json(runs[0]).slice(0, -1);
  yield `${json(head).slice(0, -1)},"runs":[${run},"results":`;
  yield* list(results);
  yield "}]}";
}

const GITHUB_LEVEL = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

/** Workflow commands as GitHub Actions reads them; `%`, line ends, and in properties `:` and `,` are escaped. */
function* github(reports: readonly FileReport[], options: FormatOptions): Lines {
  const data = (value: string) => visible(value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
  const property = (value: string) => data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
  for (const { file, range, severity, code, message } of findings(reports, options)) {
    const { start, end } = range;
    const place = `file=${property(file)},line=${start.line + 1},endLine=${end.line + 1},col=${start.character + 1}`;
    yield `::${GITHUB_LEVEL[severity]} ${place},title=${property(code)}::${data(message)}`;
  }
}

/** A JSON list, an item on each line. */
function* list(items: readonly object[]): Lines {
  yield "[";
  for (const [n, item] of items.entries()) yield json(item) + (n < items.length - 1 ? "," : "");
  yield "]";
}

export const FORMATS = {
  text,
  json: (reports: readonly FileReport[], options: FormatOptions) => list(findings(reports, options)),
  sarif,
  github,
} as const;

export type Format = keyof typeof FORMATS;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(FORMATS, name);
}
