// The lightbulb: the fixes of the problems at a place, and all safe ones of a file at once.
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from "vscode-languageserver-types";
import type { Problem } from "../rules/lint.ts";
import { SpanIndex } from "../rules/span-index.ts";
import { suppressionFixes } from "../rules/suppressions.ts";
import type { Fix, TextChange } from "../rules/types.ts";
import type { MailSite } from "../site/types.ts";
import { dataOf, toDiagnostic } from "./diagnostics.ts";
import { COMMAND, FIX_ALL_KIND } from "./promises.ts";
import { rangeOf, spanOf, workspaceEdit } from "./ranges.ts";

/** Where a client asks for actions: a range, and what it shows there; a client may leave out what it shows. */
export interface Place {
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
  return [cures, explanations, silencings].flatMap((actions) =>
    found.flatMap(({ problem, diagnostic }) => actions(site, uri, problem, diagnostic)),
  );
}

type Actions = (site: MailSite, uri: string, problem: Problem, diagnostic: Diagnostic) => readonly CodeAction[];

const cures: Actions = (site, _, problem, diagnostic) =>
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
  const document = site.document(uri);
  if (document === undefined) return [];
  const table = site.tables.find((file) => file.uri === uri);
  return suppressionFixes(document, meta.code, span, table).flatMap((fix) => fixAction(site, fix, diagnostic));
};

function fixAction(site: MailSite, fix: Fix, diagnostic: Diagnostic): readonly CodeAction[] {
  const edit = workspaceEdit(site, fix.changes);
  if (edit === undefined) return [];
  const preferred = fix.preferred === true ? { isPreferred: true } : {};
  return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit, ...preferred }];
}

/** The one fix that a problem would have applied in bulk; undefined where none is safe. */
function safeFix(problem: Problem): Fix | undefined {
  if (problem.meta.fix !== "safe") return undefined;
  const safe = (problem.fixes?.() ?? []).filter(({ safety }) => safety === "safe");
  return safe.find(({ preferred }) => preferred === true) ?? safe[0];
}

/**
 * The changes of all safe fixes that go together: where two would change the same stretch, the first keeps it and the
 * second waits for the next round. Changes are in the order of their places.
 */
export function safeChanges(problems: readonly Problem[]): readonly TextChange[] {
  const taken: TextChange[] = [];
  const index = new SpanIndex<TextChange>();
  const isTaken = (change: TextChange) => {
    for (const other of index.near(change.span)) if (overlap(change, other)) return true;
    return false;
  };
  for (const problem of problems) {
    const changes = safeFix(problem)?.changes ?? [];
    if (changes.some(isTaken)) continue;
    for (const change of changes) {
      taken.push(change);
      index.add(change.span, change);
    }
  }
  return taken.sort((a, b) => a.span.start - b.span.start);
}

function overlap({ span: a }: TextChange, { span: b }: TextChange): boolean {
  if (a.source !== b.source) return false;
  if (a.start === b.start && a.end === b.end) return true;
  return a.start < b.end && b.start < a.end;
}

/** The action "fix all": undefined where there is nothing to mend. */
export function fixAll(site: MailSite, problems: readonly Problem[]): CodeAction | undefined {
  const changes = safeChanges(problems);
  const edit = changes.length === 0 ? undefined : workspaceEdit(site, changes);
  if (edit === undefined) return undefined;
  return { title: "Remove all dangerous settings that can be removed safely", kind: FIX_ALL_KIND, edit };
}
