// Spans as the protocol's ranges and changes.
import type { Position, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import type { TextChange } from "../rules/types.ts";
import type { MailSite } from "../site/types.ts";
import type { Span, TextDocument } from "../text.ts";

/** The range of a span; offsets beyond the text are drawn back to its end. */
export function rangeOf(document: TextDocument, span: { readonly start: number; readonly end: number }): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** True where a cursor touches a range: both ends count. */
export function isAt({ line, character }: Position, { start, end }: Range): boolean {
  const isAfter = line > start.line || (line === start.line && character >= start.character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}

export function isSameRange(a: Range, b: Range): boolean {
  return isAt(a.start, b) && isAt(a.end, b) && isAt(b.start, a) && isAt(b.end, a);
}

/** A stretch of a document that starts and ends at given offsets. */
export function spanOf(document: TextDocument, range: Range): Span {
  return { source: document.uri, start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** Changes of one or several files as one edit; undefined if one of them is about a file that is not the site's. */
export function workspaceEdit(site: MailSite, changes: readonly TextChange[]): WorkspaceEdit | undefined {
  const edits: Record<string, TextEdit[]> = {};
  for (const { span, newText } of changes) {
    const document = site.document(span.source);
    if (document === undefined) return undefined;
    const known = edits[span.source] ?? [];
    known.push({ range: rangeOf(document, span), newText });
    edits[span.source] = known;
  }
  return { changes: edits };
}
