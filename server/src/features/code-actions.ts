// The lightbulb: the fixes of the problems at a place.
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from "vscode-languageserver-types";
import type { Problem } from "../rules/linter/lint.ts";
import { suppressionFixes } from "../rules/linter/suppressions.ts";
import type { Fix } from "../rules/types.ts";
import type { MailSite } from "../site/types.ts";
import { dataOf, toDiagnostic } from "./diagnostics.ts";
import { COMMAND, SELECT_TEXT } from "./promises.ts";
import { rangeOf, spanOf, workspaceEdit } from "./ranges.ts";

/** Where a client asks for actions: a range, and what it shows there; a client may leave out what it shows. */
export interface ActionPlace {
  readonly range: Range;
  readonly diagnostics: readonly Diagnostic[];
}

/** A problem, and the diagnostic by which it is shown. */
interface ShownProblem {
  readonly problem: Problem;
  readonly diagnostic: Diagnostic;
}

/** Problems that a client may ask fixes for at one time; a range may hold a map of a million lines. */
const MOST_TOUCHED = 200;

/**
 * The problems of a file that a client's diagnostics are about: by their data, or, where the client does not send it back, by
 * their code and range. Others are left out.
 */
export function shownProblems(
  site: MailSite,
  uri: string,
  problems: readonly Problem[],
  diagnostics: readonly Diagnostic[],
): readonly ShownProblem[] {
  const document = site.document(uri);
  if (document === undefined) return [];
  return diagnostics.flatMap((diagnostic) => {
    const data = dataOf(diagnostic);
    const isMeant = ({ meta, span }: Problem) =>
      data === undefined
        ? meta.code === diagnostic.code && isSame(rangeOf(document, span), diagnostic.range)
        : meta.code === data.code && span.start === data.start && span.end === data.end;
    const problem = problems.find(isMeant);
    return problem === undefined ? [] : [{ problem, diagnostic }];
  });
}

/** The problems of a file that a range touches. */
export function touchedProblems(
  site: MailSite,
  uri: string,
  problems: readonly Problem[],
  range: Range,
  guidanceBase: string | undefined,
): readonly ShownProblem[] {
  const document = site.document(uri);
  if (document === undefined) return [];
  const asked = spanOf(document, range);
  return problems
    .filter(({ span }) => span.source === uri && span.start <= asked.end && asked.start <= span.end)
    .slice(0, MOST_TOUCHED)
    .map((problem) => ({ problem, diagnostic: toDiagnostic(problem, site, guidanceBase) }));
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** The quick fixes for problems: what fixes the worst of them first, then the pages that explain, and what only silences at the end. */
export function quickFixes(site: MailSite, uri: string, shown: readonly ShownProblem[]): readonly CodeAction[] {
  const found = [...shown].sort((a, b) => (a.diagnostic.severity ?? 0) - (b.diagnostic.severity ?? 0));
  return [repairs, explanations, silencings].flatMap((actions) =>
    found.flatMap(({ problem, diagnostic }) => actions(site, uri, problem, diagnostic)),
  );
}

type Actions = (site: MailSite, uri: string, problem: Problem, diagnostic: Diagnostic) => readonly CodeAction[];

const repairs: Actions = (site, _, problem, diagnostic) =>
  (problem.fixes?.() ?? []).flatMap((fix) => fixAction(site, fix, diagnostic));

const explanations: Actions = (_site, _uri, { meta }, diagnostic) => [
  {
    title: `Explain ${meta.code}`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title: "Explain this rule", command: COMMAND.explainRule, arguments: [meta.code] },
  },
];

const silencings: Actions = (site, uri, { meta, span }, diagnostic) => {
  const file = site.fileAt(uri);
  if (file === undefined || file.kind === "other") return [];
  const { comment } = site.kinds.get(file.kind);
  return suppressionFixes(file.document, meta.code, span, comment).flatMap((fix) => fixAction(site, fix, diagnostic));
};

function fixAction(site: MailSite, fix: Fix, diagnostic: Diagnostic): readonly CodeAction[] {
  const edit = workspaceEdit(site, fix.changes);
  if (edit === undefined) return [];
  const preferred = fix.preferred === true ? { isPreferred: true } : {};
  return [
    {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit,
      ...preferred,
      ...selection(site, fix),
    },
  ];
}

/** Selects what the author has to write, once the line of the fix is there. */
function selection(site: MailSite, { toWrite, changes: [change] }: Fix): Pick<CodeAction, "command"> {
  const document = change && site.document(change.span.source);
  if (toWrite === undefined || change === undefined || document === undefined) return {};
  const { line, character } = document.positionAt(change.span.start);
  const start = character + change.newText.lastIndexOf(toWrite);
  const range: Range = { start: { line, character: start }, end: { line, character: start + toWrite.length } };
  return { command: { title: "Write it", command: SELECT_TEXT, arguments: [change.span.source, range] } };
}
