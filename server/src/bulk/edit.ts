// Fixes in bulk as an editor takes them: one edit over several files, to be looked at before it is made.
import type { ChangeAnnotation, CodeAction, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import { FIX_ALL_KIND } from "../features/promises.ts";
import { rangeOf } from "../features/ranges.ts";
import type { DangerousSettings } from "../protocol.ts";
import { baseName } from "../site/paths.ts";
import { type BulkPlan, leftText } from "./plan.ts";

/** The code action that makes the planned edits at once; [] where there are none. */
export function fixAllAction(plan: BulkPlan): readonly CodeAction[] {
  if (plan.files.length === 0) return [];
  return [{ title: "Apply all fixes that change no mail", kind: FIX_ALL_KIND, edit: plainEdit(plan) }];
}

/** The planned edits without more. */
function plainEdit({ files }: BulkPlan): WorkspaceEdit {
  return {
    changes: Object.fromEntries(
      files.map(({ document, edits }) => [
        document.uri,
        edits.map((edit): TextEdit => ({ range: rangeOf(document, edit), newText: edit.newText })),
      ]),
    ),
  };
}

/**
 * The planned edits with what each is for. Those that refuse somebody need to be confirmed, so an editor shows them all first, and
 * makes those that its user ticks.
 */
function annotatedEdit({ files, refused }: BulkPlan): WorkspaceEdit {
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const description = refused.length === 0 ? "" : `From then on refused: ${listOf(refused)}`;
  const documentChanges = files.map(({ document, edits }) => ({
    textDocument: { uri: document.uri, version: null },
    edits: edits.map((edit) => {
      const label = edit.titles.join("; ");
      changeAnnotations[label] = {
        label,
        needsConfirmation: !edit.harmless,
        ...(description === "" ? {} : { description }),
      };
      return { range: rangeOf(document, edit), newText: edit.newText, annotationId: label };
    }),
  }));
  return { documentChanges, changeAnnotations };
}

/** What "Remove Dangerous Settings" is about to do. `annotates`: the editor knows annotations of changes. */
export function dangerousSettings(plan: BulkPlan, annotates: boolean): DangerousSettings {
  const { files, refused, declined, before, after, left, summary } = plan;
  return {
    edit: files.length === 0 ? null : annotates ? annotatedEdit(plan) : plainEdit(plan),
    refused: [...refused],
    before,
    after,
    left: leftText(left, plan.doubt),
    summary,
    declined: declined.map(({ uri, line, title, why }) => `${baseName(uri)}:${line}: ${title}. Not applied: ${why}`),
  };
}

/** Grants that a list names; the others are counted. */
const MOST_LISTED = 8;

function listOf(all: readonly string[]): string {
  const more = all.length - MOST_LISTED;
  return [...all.slice(0, MOST_LISTED), ...(more > 0 ? [`${more} more`] : [])].join("; ");
}
