// The lightbulb: the fixes of the problems at a place.
import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver-types";
import type { Problem } from "../rules/lint.ts";
import { suppressionFixes } from "../rules/suppressions.ts";
import type { Fix } from "../rules/types.ts";
import type { MailSite } from "../site/types.ts";
import { dataOf } from "./diagnostics.ts";
import { workspaceEdit } from "./ranges.ts";

/**
 * The quick fixes for the diagnostics that an editor shows at a place: what fixes the worst of them first, then the pages
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
