// Gives a domain, a user or an address another name in all files of a server that a person writes.
import { catalog } from "../../catalog/index.ts";
import { isSameName, type MailName, type NamedThing } from "../../kinds/mail-names.ts";
import { baseName } from "../../site/paths.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import type { Renaming } from "../editor.ts";
import { lettersOf, placesOfName } from "./mail-names.ts";

/** What a new name has to look like. */
const FORMS: Readonly<Record<NamedThing, readonly [form: RegExp, what: string]>> = {
  domain: [/^[\w-]+(?:[.:][\w-]+)*$/, "A domain or an address of a host has letters, digits, hyphens and dots."],
  user: [/^[\w.=-]+$/, "The name of a local user has letters, digits, dots, hyphens and underscores."],
  address: [/^[^\s@%*<>,]+@[\w-]+(?:\.[\w-]+)*$/, "An address is a name, an @ and a domain."],
};

/** Places that are changed at a time: an editor has to show and undo them. */
const MOST_CHANGES = 50_000;

/** Changes a name everywhere but in what m4 makes. */
export function renameOf(site: MailSite, name: MailName): Renaming {
  const letters = once(() => lettersOf(site, name, MOST_CHANGES));
  const spans = once(() =>
    placesOfName(site, name, { most: MOST_CHANGES, letters: letters() }).filter(({ source }) => !isDistributed(source)),
  );
  const refusal = (wanted: string): string | undefined => {
    const [form, what] = FORMS[name.thing];
    if (!form.test(wanted)) return what;
    if (letters() === undefined)
      return `${name.text} is in more than ${MOST_CHANGES.toLocaleString("en")} places. Search and replace it instead.`;
    const other = { thing: name.thing, text: wanted };
    return isSameName(name, other) ? undefined : clash(site, spans(), wanted);
  };
  return { span: name.span, isPossible: () => !isDistributed(name.span.source), spans, refusal };
}

/** The table that would get a second line for a key, as a sentence: of two equal keys only one counts. */
function clash(site: MailSite, spans: readonly Span[], wanted: string): string | undefined {
  for (const span of spans) {
    const file = site.tables.find(({ uri }) => uri === span.source);
    const entry = file?.table.entryAtOffset(span.start);
    // Twice on a list is once.
    if (
      file?.table.kind === "list" ||
      entry === undefined ||
      entry.keySpan.start > span.start ||
      span.end > entry.keySpan.end
    )
      continue;
    const from = entry.lookup.length - entry.key.length + span.start - entry.keySpan.start;
    const key = entry.lookup.slice(0, from) + wanted + entry.lookup.slice(from + span.end - span.start);
    if (file?.table.lookup(key.toLowerCase()) !== undefined)
      return `${baseName(span.source)} already has a line for ${key}.`;
  }
  return undefined;
}

/** True for a file of sendmail's m4 library that comes with sendmail: the next update would undo a change. A site's own ones are not. */
export function isDistributed(uri: string): boolean {
  const { folder, name } = /\/(?<folder>[a-z0-9]+)\/(?<name>[\w-]+)\.m4$/.exec(uri)?.groups ?? {};
  if (name === undefined) return false;
  if (folder === "m4") return LIBRARY_FILES.has(name);
  return KINDS.some((kind) => kind === folder && catalog.get(kind, name) !== undefined);
}

/** Folders of the library whose files the catalogue knows. */
const KINDS = ["feature", "mailer", "ostype", "domain", "hack"] as const;

/** The files that are read around every configuration. */
const LIBRARY_FILES: ReadonlySet<string> = new Set(["cf", "cfhead", "proto", "version"]);

/** The same function, which works only when it is asked for the first time. */
function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}
