// A domain, a user or an address under a cursor, and every place of the site that names it: in tables, and in the .mc.
import { settingRecord } from "../../catalog/index.ts";
import { USER_CLASSES } from "../../kinds/class/kind.ts";
import { addressNames, domainName, isSameName, type MailName, userName, type Written } from "../../kinds/mail-names.ts";
import type { Value } from "../../m4/types.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { type Span, touches } from "../../text.ts";
import { argumentAt, argumentsOf, recordOf } from "../slots.ts";

/** Places of one name that are given; nobody reads more. */
const MOST_PLACES = 10_000;

/** The name under an offset of a table: of an address that part which the cursor is on. */
export function nameInTable(site: MailSite, file: TableFile, offset: number): MailName | undefined {
  const entry = file.table.entryAtOffset(offset);
  const names = entry && site.kinds.table(file.kind).namesIn?.(entry, file.document, file.className);
  return names && shortestAt(names, file.uri, offset);
}

/** The name under an offset of a .mc, or of a file that it includes. */
export function nameInMc(site: MailSite, uri: string, offset: number): MailName | undefined {
  return shortestAt(mcNames(site), uri, offset);
}

function shortestAt(names: readonly MailName[], uri: string, offset: number): MailName | undefined {
  const size = ({ span }: MailName) => span.end - span.start;
  return names
    .filter(({ span }) => span.source === uri && touches(span, offset))
    .reduce<MailName | undefined>(
      (best, one) => (best === undefined || size(one) < size(best) ? one : best),
      undefined,
    );
}

/** All places that name the same. `only`: those in one file. A .cf is left out: what m4 makes follows. */
export function placesOfName(site: MailSite, name: Pick<MailName, "thing" | "text">, only?: string): readonly Span[] {
  const isWanted = (uri: string) => only === undefined || only === uri;
  const tables = site.tables.filter(({ uri }) => isWanted(uri));
  const found = tables.flatMap((file) => placesInTable(site, file, name));
  const others = mcNames(site).filter((one) => isWanted(one.span.source) && isSameName(one, name));
  return [...others.map(({ span }) => span), ...found].slice(0, MOST_PLACES);
}

/** The lines of a table that have a name. The text is searched first, so that a map of a million lines costs little. */
function placesInTable(site: MailSite, file: TableFile, name: Pick<MailName, "thing" | "text">): readonly Span[] {
  const { namesIn } = site.kinds.table(file.kind);
  if (namesIn === undefined) return [];
  const found: Span[] = [];
  const letters = new RegExp(name.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
  let start = 0;
  let done = 0;
  for (const piece of file.document.pieces) {
    for (const { index } of piece.slice().matchAll(letters)) {
      const at = start + index;
      if (at < done) continue;
      const entry = file.table.entryAtOffset(at);
      if (entry === undefined) continue;
      // A class file may have several words in a line: each is an entry.
      done = Math.max(at, entry.valueSpan.end, entry.keySpan.end);
      const names = namesIn(entry, file.document, file.className);
      found.push(...names.filter((one) => isSameName(one, name)).map(({ span }) => span));
      if (found.length >= MOST_PLACES) return found;
    }
    start += piece.length;
  }
  return found;
}

/** The names in the values of a .mc: arguments and settings that are hosts, domains or users, and the words of class macros. */
export const mcNames: (site: MailSite) => readonly MailName[] = perSite(({ mc }) => {
  if (mc === undefined) return [];
  const { uses, settings, classes } = mc.config;
  const names: MailName[] = [];
  const read = (value: Value | undefined, type: string | undefined) => {
    const exact = value?.exact;
    if (value === undefined || exact === undefined || type === undefined) return;
    names.push(...(READERS[type]?.({ text: value.text, span: exact }) ?? []));
  };
  for (const { className, how } of classes)
    if (how.kind === "words") for (const word of how.words) read(word, USER_CLASSES.has(className) ? "user" : "domain");
  for (const { name, args, call } of uses) {
    const record = recordOf(call.name, name);
    const described = record === undefined ? [] : argumentsOf(record);
    for (const [at, value] of args.entries()) read(value, argumentAt(described, at)?.type);
  }
  for (const { name, value, implied } of settings) {
    const record = settingRecord(name);
    if (!implied && record !== undefined && "type" in record) read(value, record.type);
  }
  const macros = new Set(mc.config.expansion.definitions.map(({ name }) => name));
  const seen = new Set<string>();
  return names.filter(({ thing, text, span }) => {
    if (macros.has(text)) return false;
    const key = `${thing} ${span.source} ${span.start}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
});

/** How values of the catalogue's types are read. */
const READERS: Readonly<Record<string, (value: Written) => readonly MailName[]>> = {
  domain: (value) => domainName(trimmed(value)),
  host: ({ text, span }) => {
    const [prefix] = /^\s*(?:[\w-]+:(?!:))?\s*/.exec(text) ?? [""];
    return domainName(
      trimmed({ text: text.slice(prefix.length), span: { ...span, start: span.start + prefix.length } }),
    );
  },
  address: (value) => addressNames(trimmed(value), "user"),
  user: (value) => userName(trimmed(value)),
};

function trimmed({ text, span }: Written): Written {
  const inner = text.trim();
  const start = span.start + text.indexOf(inner);
  return { text: inner, span: { source: span.source, start, end: start + inner.length } };
}
