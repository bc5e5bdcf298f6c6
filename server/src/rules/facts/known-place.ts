// Where something is shown that may be written in a file which is not one of the site's.
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";

/** The first of two places where that is in a file of the site; else the other one. */
export function knownPlace(site: MailSite, place: Span, otherwise: Span): Span {
  return site.has(place.source) ? place : otherwise;
}

/** The beginning of a file, for what has no place in it. */
export function beginningOf(uri: string): Span {
  return { source: uri, start: 0, end: 0 };
}
