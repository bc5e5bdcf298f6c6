// Places in source texts: the vocabulary in which every layer says where something was written; and the texts themselves.

/** A stretch of one source: UTF-16 code units, `end` exclusive. `source` is the name the text was read under (a URI in a site). */
export interface Span {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** A text and the name under which it was read. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** True if `offset` touches `span`; both ends count, so that a cursor just after a word is still on it. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** True if `inner` lies within `outer`, in the same source. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.source === inner.source && outer.start <= inner.start && inner.end <= outer.end;
}

/** True where two stretches of one source have a character in common, an empty one lies within the other, or both are the same place. */
export function overlaps(a: Span, b: Span): boolean {
  if (a.source !== b.source) return false;
  return (a.start === b.start && a.end === b.end) || (a.start < b.end && b.start < a.end);
}

export { lastAtMost, PIECE_LINES, Piece, TextDocument } from "./text/document.ts";
export { documentEdit, type Edit, editOf, offsetAfter } from "./text/edit.ts";
export { hasPlaceholder, masked, mayBeTemplate, Template } from "./text/placeholders.ts";
