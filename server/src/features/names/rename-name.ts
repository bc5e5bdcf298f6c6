// Gives a domain, a user or an address another name in all files of a server that a person writes.
import { isSameName, type MailName, type NamedThing } from "../../kinds/mail-names.ts";
import { baseName } from "../../site/paths.ts";
import type { MailSite } from "../../site/types.ts";
import type { Renaming } from "../editor.ts";
import { placesOfName } from "./mail-names.ts";

/** What a new name has to look like. */
const FORMS: Readonly<Record<NamedThing, readonly [form: RegExp, what: string]>> = {
  domain: [/^[\w-]+(?:[.:][\w-]+)*$/, "A domain or an address of a host has letters, digits, hyphens and dots."],
  user: [/^[\w.=-]+$/, "The name of a local user has letters, digits, dots, hyphens and underscores."],
  address: [/^[^\s@%*<>,]+@[\w-]+(?:\.[\w-]+)*$/, "An address is a name, an @ and a domain."],
};

/** Changes a name everywhere but in what m4 makes. */
export function renameOf(site: MailSite, name: MailName): Renaming {
  const refusal = (wanted: string): string | undefined => {
    const [form, what] = FORMS[name.thing];
    if (!form.test(wanted)) return what;
    const other = { thing: name.thing, text: wanted };
    return isSameName(name, other) ? undefined : clash(site, name, other);
  };
  return { span: name.span, spans: () => placesOfName(site, name), refusal };
}

/** The table that would get a second line for a key, as a sentence: of two equal keys only one counts. */
function clash(site: MailSite, name: MailName, other: Pick<MailName, "thing" | "text">): string | undefined {
  const taken = new Map<string, Set<string>>();
  for (const span of placesOfName(site, other)) {
    const entry = keyAt(site, span);
    if (entry === undefined) continue;
    const keys = taken.get(span.source) ?? new Set();
    taken.set(span.source, keys.add(entry.lookup.toLowerCase()));
  }
  for (const span of placesOfName(site, name)) {
    const entry = keyAt(site, span);
    const keys = taken.get(span.source);
    if (entry === undefined || keys === undefined) continue;
    const from = entry.lookup.length - entry.key.length + span.start - entry.keySpan.start;
    const wanted = entry.lookup.slice(0, from) + other.text + entry.lookup.slice(from + span.end - span.start);
    if (keys.has(wanted.toLowerCase())) return `${baseName(span.source)} already has a line for ${wanted}.`;
  }
  return undefined;
}

/** The entry in whose key a span lies. */
function keyAt(site: MailSite, { source, start, end }: MailName["span"]) {
  const file = site.tables.find(({ uri }) => uri === source);
  const entry = file?.table.entryAtOffset(start);
  return entry !== undefined && entry.keySpan.start <= start && end <= entry.keySpan.end ? entry : undefined;
}
