// A domain, a user or an address under a cursor, and every place of the site that names it: in tables, and in the .mc.
import { settingRecord } from "../../catalog/index.ts";
import { USER_CLASSES } from "../../kinds/class/kind.ts";
import { addressNames, domainName, isSameName, type MailName, userName, type Written } from "../../kinds/mail-names.ts";
import type { Value } from "../../m4/types.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import type { CfLine } from "../../mc/types.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type Span, type TextDocument, touches } from "../../text.ts";
import { argumentAt, argumentsOf, recordOf } from "../slots.ts";

/** Places of one name that are given; nobody reads more. */
const MOST_PLACES = 2_000;

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

/** Which places of a name are wanted. */
export interface WantedPlaces {
  /** The one file (URI); all files without it. */
  readonly only?: string | undefined;
  readonly most?: number;
  /** Where the letters of the name are, where that is known. */
  readonly letters?: Letters | undefined;
}

/** Offsets of a name's letters in the tables, by URI. */
export type Letters = ReadonlyMap<string, readonly number[]>;

/** All places that name the same. A .cf is left out: what m4 makes follows. */
export function placesOfName(
  site: MailSite,
  name: Pick<MailName, "thing" | "text">,
  { only, most = MOST_PLACES, letters }: WantedPlaces = {},
): readonly Span[] {
  const isWanted = (uri: string) => only === undefined || only === uri;
  const found = mcNames(site)
    .filter((one) => isWanted(one.span.source) && isSameName(one, name))
    .map(({ span }) => span);
  for (const file of site.tables)
    if (isWanted(file.uri) && found.length < most) {
      const at = letters?.get(file.uri) ?? hits(file.document, name.text);
      for (const span of placesInTable(site, file, name, at)) if (found.push(span) >= most) break;
    }
  return found;
}

/** Where the letters of a name are in the tables; undefined where they are there more often than this. */
export function lettersOf(site: MailSite, name: Pick<MailName, "thing" | "text">, most: number): Letters | undefined {
  const found = new Map<string, number[]>();
  let count = 0;
  for (const { uri, document } of site.tables) {
    const offsets: number[] = [];
    for (const at of hits(document, name.text)) {
      offsets.push(at);
      if (++count > most) return undefined;
    }
    found.set(uri, offsets);
  }
  return found;
}

/** Where the letters of a name are in a text, and no letter or digit is right before or after them. */
function* hits(document: TextDocument, name: string): Generator<number, undefined> {
  // What is around the letters is looked at afterwards: a search for letters alone is faster.
  const letters = new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
  let start = 0;
  for (const piece of document.pieces) {
    const text = piece.slice();
    letters.lastIndex = 0;
    while (letters.test(text)) {
      const end = letters.lastIndex;
      if (!isInWord(text, end - name.length) && !isInWord(text, end)) yield start + end - name.length;
    }
    start += piece.length;
  }
}

/** Whether both the characters around an offset are of one word. */
function isInWord(text: string, offset: number): boolean {
  return /\w/.test(text.charAt(offset - 1)) && /\w/.test(text.charAt(offset));
}

/** The lines of a table that have a name, by where its letters are: a map of a million lines is searched as a text first. */
function* placesInTable(
  site: MailSite,
  file: TableFile,
  name: Pick<MailName, "thing" | "text">,
  letters: Iterable<number>,
): Iterable<Span> {
  const { kind, className, document } = file;
  const { namesIn } = site.kinds.table(kind);
  if (namesIn === undefined) return;
  for (const entry of entriesAt(file, letters))
    for (const one of namesIn(entry, document, className)) if (isSameName(one, name)) yield one.span;
}

/** The lines of a table at some offsets, each once. */
function* entriesAt({ table }: TableFile, offsets: Iterable<number>): Iterable<TableEntry> {
  let done = 0;
  for (const at of offsets) {
    if (at < done) continue;
    const entry = table.entryAtOffset(at);
    if (entry === undefined) continue;
    // A class file may have several words in a line: each is an entry.
    done = Math.max(at, entry.valueSpan.end, entry.keySpan.end);
    yield entry;
  }
}

/** The mailer that a line of a table names at an offset. */
export function mailerInTable(site: MailSite, file: TableFile, offset: number): Written | undefined {
  const entry = file.table.entryAtOffset(offset);
  const mailer = entry && site.kinds.table(file.kind).mailerIn?.(entry);
  return mailer && touches(mailer.span, offset) ? mailer : undefined;
}

/** Where the tables name a mailer, in any case; `only`: in this file (URI). */
export function mailerInTables(site: MailSite, mailer: string, only?: string): readonly Span[] {
  const found: Span[] = [];
  for (const file of site.tables) {
    const { mailerIn } = site.kinds.table(file.kind);
    if (mailerIn === undefined || (only !== undefined && only !== file.uri)) continue;
    for (const entry of entriesAt(file, hits(file.document, mailer))) {
      const named = mailerIn(entry);
      if (named?.text.toLowerCase() === mailer.toLowerCase() && found.push(named.span) >= MOST_PLACES) return found;
    }
  }
  return found;
}

/** A value of a .mc that was written by itself, with its type in the catalogue. */
export interface TypedValue {
  readonly text: string;
  readonly span: Span;
  readonly type: string;
}

/** The values of a .mc whose type is known. */
export const typedValues: (site: MailSite) => readonly TypedValue[] = perSite(({ mc }) => {
  if (mc === undefined) return [];
  const { uses, settings, classes } = mc.config;
  const values: TypedValue[] = [];
  const note = (value: Value | undefined, type: string | undefined) => {
    const span = value?.exact;
    if (value !== undefined && span !== undefined && type !== undefined) values.push({ text: value.text, span, type });
  };
  for (const { className, how } of classes)
    if (how.kind === "words" && !OTHER_CLASSES.has(className))
      for (const word of how.words) note(word, USER_CLASSES.has(className) ? "user" : "domain");
  for (const { name, args, call } of uses) {
    const record = recordOf(call.name, name);
    const described = record === undefined ? [] : argumentsOf(record);
    for (const [at, value] of args.entries()) note(value, argumentAt(described, at)?.type);
  }
  for (const { name, value, implied } of settings) {
    if (implied) continue;
    const record = settingRecord(name);
    if (record !== undefined && "type" in record) note(value, record.type);
    // A macro of the author's own that stands for a host or a domain.
    else if (record === undefined && HOST.test(value?.text ?? "")) note(value, "host");
  }
  return values;
});

/** Classes of words that are neither domains nor users. */
const OTHER_CLASSES: ReadonlySet<string> = new Set(["TrustAuthMech"]);

/** A name with dots, as a host may be written in a value. */
const HOST = /^\s*(?:[\w-]+:)?\[?(?:[\w-]+\.)+[A-Za-z]{2,}\]?\s*$/;

/** Names with dots in a line of the .cf: after the @ of an address, and the whole value of a macro. */
const IN_LINES: Readonly<Partial<Record<CfLine["kind"], RegExp>>> = {
  R: /@[\t ]*(?<name>(?:[\w-]+\.)+[A-Za-z]{2,})(?![\w-])/dg,
  D: /^D(?:\{\w+\}|\S)(?<name>(?:[\w-]+\.)+[A-Za-z]{2,})\s*$/dg,
};

/** The names in a .mc: in arguments and settings that are hosts, domains or users, words of class macros, and lines of the .cf. */
export const mcNames: (site: MailSite) => readonly MailName[] = perSite((site) => {
  const { mc } = site;
  if (mc === undefined) return [];
  const names: MailName[] = typedValues(site).flatMap(({ type, ...written }) => READERS[type]?.(written) ?? []);
  for (const line of mc.config.cfLines)
    for (const { indices } of line.text.matchAll(IN_LINES[line.kind] ?? NOTHING)) {
      const range = indices?.groups?.name;
      const span = range && valueIn(line, ...range).exact;
      if (range && span) names.push(...domainName({ text: line.text.slice(...range), span }));
    }
  const macros = new Set(mc.config.expansion.definitions.map(({ name }) => name));
  const seen = new Set<string>();
  return names.filter(({ thing, text, span }) => {
    if (macros.has(text)) return false;
    const key = `${thing} ${span.source} ${span.start}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
});

const NOTHING = /(?!)/dg;

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
