// The names that a site mentions anywhere, to be offered where another such name is typed.

import type { MailName, NamedThing } from "../../kinds/mail-names.ts";
import { baseName } from "../../site/paths.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { touches } from "../../text.ts";
import { mcNames } from "./mail-names.ts";

/** Lines of one table that are looked at: a map of a million lines is not a menu. */
const MOST_LINES = 200;

/** A name, and where it comes from, in words. */
export interface SiteName {
  readonly thing: NamedThing;
  readonly text: string;
  readonly place: string;
}

interface Found extends MailName {
  readonly place: string;
}

/** Every name of the first lines of each table, and of the .mc. */
const found: (site: MailSite) => readonly Found[] = perSite((site) => {
  const names: Found[] = mcNames(site).map((name) => ({ ...name, place: baseName(name.span.source) }));
  for (const file of site.tables) {
    const { namesIn } = site.kinds.table(file.kind);
    if (namesIn === undefined) continue;
    const place = baseName(file.uri);
    let lines = 0;
    for (const entry of file.table.entries()) {
      if (++lines > MOST_LINES) break;
      for (const name of namesIn(entry, file.document, file.className)) names.push({ ...name, place });
    }
  }
  for (const text of site.host.users ?? []) names.push({ thing: "user", text, place: "etc/passwd", span: NOWHERE });
  return names;
});

const NOWHERE: MailName["span"] = { source: "", start: 0, end: 0 };

/**
 * The names of some sorts that a site mentions, each once.
 *
 * @param uri with `offset` the place of the cursor: what is typed there is not a name yet
 */
export function namesOfSite(
  site: MailSite,
  things: readonly NamedThing[],
  uri: string,
  offset: number,
): readonly SiteName[] {
  const names = new Map<string, SiteName>();
  for (const { thing, text, place, span } of found(site)) {
    if (!things.includes(thing) || (span.source === uri && touches(span, offset))) continue;
    const key = `${thing} ${text.toLowerCase()}`;
    if (!names.has(key)) names.set(key, { thing, text, place });
  }
  return [...names.values()];
}
