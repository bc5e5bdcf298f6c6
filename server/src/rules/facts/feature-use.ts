// A feature where it is used: its place, and what it is called in sentences.
import type { Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { knownPlace } from "./known-place.ts";

/** Where a use is pointed at: the call as its author wrote it, or the call in the .mc that brought it in. */
export function placeOf(site: MailSite, use: Use): Span {
  return knownPlace(site, use.call.span, use.call.site);
}

/** A feature as it is spoken of in messages and menus. */
export function featureLabel(name: string): string {
  return `FEATURE(\`${name}')`;
}
