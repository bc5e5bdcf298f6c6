// The places of a name as the protocol's locations and highlights.
import { type DocumentHighlight, DocumentHighlightKind, type Location } from "vscode-languageserver-types";
import type { MailSite } from "../site/types.ts";
import type { Span, TextDocument } from "../text.ts";
import type { Occurrences } from "./place.ts";
import { rangeOf } from "./ranges.ts";

const START = { line: 0, character: 0 };

/** Each place once, in the given order. A file that is not the site's is shown from its start. */
export function locationsOf(site: MailSite, spans: readonly Span[]): readonly Location[] {
  const seen = new Set<string>();
  return spans.flatMap((span) => {
    const key = `${span.source} ${span.start} ${span.end}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const document = site.document(span.source);
    const range = document === undefined ? { start: START, end: START } : rangeOf(document, span);
    return [{ uri: span.source, range }];
  });
}

/** The places that are in one file; definitions are written, all others read. */
export function highlightsOf(document: TextDocument, found: Occurrences): readonly DocumentHighlight[] {
  const marked = (spans: readonly Span[], kind: DocumentHighlightKind): readonly DocumentHighlight[] =>
    spans.flatMap((span) => (span.source === document.uri ? [{ range: rangeOf(document, span), kind }] : []));
  return [
    ...marked(found.definitions, DocumentHighlightKind.Write),
    ...marked(found.uses(document.uri), DocumentHighlightKind.Read),
  ];
}
