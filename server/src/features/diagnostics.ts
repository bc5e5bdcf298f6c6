// Problems as the editor shows them.
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import { catalog } from "../catalog/index.ts";
import type { Problem } from "../rules/linter/lint.ts";
import type { RuleMeta, Severity } from "../rules/types.ts";
import type { MailSite } from "../site/types.ts";
import { RULE_PAGE_SCHEME } from "./promises.ts";
import { rangeOf } from "./ranges.ts";

/** What a diagnostic carries so that its fixes can be found again. */
export interface DiagnosticData {
  readonly code: string;
  /** UTF-16 offsets in the document. */
  readonly start: number;
  readonly end: number;
}

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
const TAG = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** Where to read more on a rule: sendmail.org's page if it has one, else the rule's own. */
export function hrefOf(meta: RuleMeta, guidanceBase: string | undefined): string {
  const page = meta.guidance === undefined ? undefined : catalog.guidance(meta.guidance, guidanceBase);
  return page?.url ?? `${RULE_PAGE_SCHEME}:/${meta.code}.md`;
}

/** F8 cuts off what does not fit into the width of the editor: this many letters beside the Explorer, in a window of 1024 pixels. */
const WIDTH = 74;

/** A message with its long lines broken between words. */
function folded(message: string): string {
  return message.split("\n").map(foldedLine).join("\n");
}

function foldedLine(line: string): string {
  let text = "";
  let from = 0;
  for (;;) {
    while (line[from] === " ") from++;
    if (line.length - from <= WIDTH) break;
    const before = line.lastIndexOf(" ", from + WIDTH);
    const space = before > from ? before : line.indexOf(" ", from + WIDTH);
    if (space < 0) break;
    text += `${line.slice(from, space)}\n`;
    from = space + 1;
  }
  return text + line.slice(from);
}

/** One problem for the Problems panel. */
export function toDiagnostic(problem: Problem, site: MailSite, guidanceBase: string | undefined): Diagnostic {
  const { meta, span } = problem;
  const data: DiagnosticData = { code: meta.code, start: span.start, end: span.end };
  const related = (problem.related ?? []).flatMap(({ span: place, message }) => {
    const document = site.document(place.source);
    return document === undefined
      ? []
      : [{ location: { uri: place.source, range: rangeOf(document, place) }, message }];
  });
  const document = site.document(span.source);
  return {
    range:
      document === undefined
        ? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
        : rangeOf(document, span),
    severity: SEVERITY[problem.severity],
    code: meta.code,
    codeDescription: { href: hrefOf(meta, guidanceBase) },
    source: "sendmail",
    message: folded(problem.message),
    data,
    ...(problem.tags === undefined ? {} : { tags: problem.tags.map((tag) => TAG[tag]) }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** Text that is at work, as a warning or an error at the same place says, is not faded like text that does nothing. */
export function withoutFalseFading(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const placeOf = ({ range: { start } }: Diagnostic) => `${start.line}:${start.character}`;
  const isFaded = ({ tags }: Diagnostic) => tags?.includes(DiagnosticTag.Unnecessary) === true;
  const atWork = new Set(
    diagnostics.filter((one) => !isFaded(one) && (one.severity ?? 0) <= DiagnosticSeverity.Warning).map(placeOf),
  );
  return diagnostics.map((one) => {
    if (!isFaded(one) || !atWork.has(placeOf(one))) return one;
    const { tags: _, ...bright } = one;
    return bright;
  });
}

/** Reads a diagnostic's data; undefined where it is not one of ours. */
export function dataOf(diagnostic: Diagnostic): DiagnosticData | undefined {
  const data = diagnostic.data as Partial<DiagnosticData> | undefined;
  if (typeof data?.code !== "string" || typeof data.start !== "number" || typeof data.end !== "number")
    return undefined;
  return { code: data.code, start: data.start, end: data.end };
}
