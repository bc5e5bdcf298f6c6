// The lightbulb: the fixes of the problems at a place, and all safe ones of a file at once.
import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver-types";
import type { Problem } from "../rules/lint.ts";
import { SpanIndex } from "../rules/span-index.ts";
import { suppressionFixes } from "../rules/suppressions.ts";
import type { Fix, TextChange } from "../rules/types.ts";
import type { MailSite } from "../site/types.ts";
import { dataOf } from "./diagnostics.ts";
import { FIX_ALL_KIND } from "./promises.ts";
import { workspaceEdit } from "./ranges.ts";

/**
 * The quick fixes for the diagnostics that an editor shows at a place: what mends the worst of them first, then the pages
 * that explain, and what only silences at the end.
 */
export function quickFixes(
  site: MailSite,
  uri: string,
  problems: readonly Problem[],
  shown: readonly Diagnostic[],
): readonly CodeAction[] {
  const found = shown.flatMap((diagnostic) => {
    const data = dataOf(diagnostic);
    const problem = problems.find(
      ({ meta, span }) =>
        data !== undefined && meta.code === data.code && span.start === data.start && span.end === data.end,
    );
    return problem === undefined ? [] : [{ problem, diagnostic }];
  });
  found.sort((a, b) => (a.diagnostic.severity ?? 0) - (b.diagnostic.severity ?? 0));
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
    command: { title: "Explain this rule", command: "sendmail.explainRule", arguments: [meta.code] },
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
