// What may be in a value: words of a list, letters, keys of pairs, types and flags of maps, or what its type suggests.
import type { CompletionItem } from "vscode-languageserver-types";
import { type CatalogRecord, catalog } from "../../catalog/index.ts";
import { USER_CLASSES } from "../../kinds/class/kind.ts";
import type { NamedThing } from "../../kinds/mail-names.ts";
import type { MailConfig } from "../../mc/types.ts";
import { classMacros } from "../../mc/vocabulary.ts";
import { namesOfSite } from "../names/site-names.ts";
import { argumentsOf, type Valued } from "../slots.ts";
import { tailOf } from "../tail.ts";
import { type KeyRecord, keyKind, keyRecord } from "../value-parts.ts";
import { hole, plain, plainItem, recordItem } from "./items.ts";
import { closed, type Place, rangeBefore, restOfArgument } from "./place.ts";

type Items = readonly CompletionItem[];

/** A value, or the part of it that the list is for. */
interface Writing {
  readonly place: Place;
  /** What is written of it before the cursor, and after it. */
  readonly before: string;
  readonly after: string;
  /** True where the value is the whole argument, so that its end closes quotes and parenthesis. */
  readonly whole: boolean;
}

/** The items for a value of a setting, argument or key; [] where nothing is known of it. */
export function valueItems(place: Place, record: CatalogRecord, valued: Valued): Items {
  return itemsFor({ place, before: place.context.text, after: restOfArgument(place), whole: true }, record, valued);
}

function itemsFor(writing: Writing, record: CatalogRecord, valued: Valued): Items {
  const pairs = keyKind(valued);
  if (pairs !== undefined) return pairItems(writing, pairs);
  if (valued.type === "map") return mapItems(writing, valued);
  if (valued.type === "flags") return letterItems(writing, valued);
  if (valued.type === "words" || valued.type === "list") return wordItems(writing, record, valued);
  return wholeItems(writing, record, valued);
}

/** Letters that are not there yet; each goes in at the cursor. */
function letterItems({ place, before, after }: Writing, { list, values }: Valued): Items {
  const taken = new Set(before + after);
  const range = rangeBefore(place, 0);
  const listed = list === undefined ? [] : catalog.all(list);
  return [
    ...listed
      .filter(({ name }) => !taken.has(name))
      .flatMap((record) => recordItem(record, { range, text: plain(record.name) }, place.options) ?? []),
    ...Object.entries(values ?? {})
      .filter(([letter]) => !taken.has(letter))
      .map(([letter, meaning]) => plainItem(letter, meaning, { range, text: plain(letter) })),
  ];
}

/** Words that are not in the list yet. */
function wordItems({ place, before, after }: Writing, record: CatalogRecord, { list, values }: Valued): Items {
  const word = tailOf(before, /[^\s,;]/);
  const others = before.slice(0, before.length - word.length) + after.replace(/^[^\s,;]*/, " ");
  const taken = new Set(others.split(/[\s,;]+/).map((other) => other.replace(/^[-+!]/, "").toLowerCase()));
  const isFree = (name: string) => !taken.has(name.toLowerCase());
  const sign = list === undefined ? "" : (/^[-+!]/.exec(word)?.[0] ?? "");
  const range = rangeBefore(place, word.length - sign.length);
  const listed = list === undefined ? [] : catalog.all(list);
  const own = SITE_NAMES[`${record.kind}:${record.name}`];
  return [
    ...listed
      .filter(({ name }) => isFree(name))
      .flatMap((item) => recordItem(item, { range, text: plain(item.name) }, place.options) ?? []),
    ...Object.entries(values ?? {})
      .filter(([name]) => isFree(name))
      .map(([name, meaning]) =>
        plainItem(name, meaning, { range, text: plain(/^[A-Z]$/.test(name) ? `${name}:` : name) }),
      ),
    ...siteNames(place, own)
      .filter(isFree)
      .map((name) => plainItem(name, own?.detail, { range, text: plain(name) })),
    ...mentioned(place, thingsOfClass(record) ?? [], record.name === "RELAY_DOMAIN")
      .filter(({ text }) => isFree(text))
      .map((name) => plainItem(name.text, `named in ${name.place}`, { range, text: plain(name.text), late: true })),
  ];
}

interface SiteNames {
  readonly detail: string;
  readonly of: (config: MailConfig) => readonly string[];
}
const FILTERS: SiteNames = {
  detail: "a mail filter of this file",
  of: (config) => config.filters().map(({ name }) => name.text.trim()),
};
/** Values that name what the .mc itself defines. */
const SITE_NAMES: Readonly<Record<string, SiteNames>> = {
  "option:confINPUT_MAIL_FILTERS": FILTERS,
  "daemon-key:InputMailFilters": FILTERS,
  "feature:queuegroup": {
    detail: "a queue group of this file",
    of: (config) => config.macro("QUEUE_GROUP").map(({ args }) => args[0]?.text.trim() ?? ""),
  },
};

/** What a value names, by its type in the catalogue: hosts and domains, users, addresses. */
const THINGS: Readonly<Partial<Record<Valued["type"], readonly NamedThing[]>>> = {
  domain: ["domain"],
  host: ["domain"],
  address: ["address", "user"],
  user: ["user"],
};

/** What the words of a class macro name; undefined for words that are not names. */
function thingsOfClass(record: CatalogRecord): readonly NamedThing[] | undefined {
  const className = record.kind === "macro" ? classMacros[record.name]?.className : undefined;
  if (className === undefined || record.name === "TRUST_AUTH_MECH") return undefined;
  return USER_CLASSES.has(className) ? ["user"] : ["domain"];
}

/** Networks and addresses of hosts are of use in the class of those who may relay, and nowhere else. */
function mentioned({ site, document, offset }: Place, things: readonly NamedThing[], networks = false) {
  const names = site === undefined ? [] : namesOfSite(site, things, document.uri, offset);
  return names.filter(({ thing, text }) => thing !== "domain" || (/[a-z]/i.test(text) ? text.includes(".") : networks));
}

/** Whether mail to a name stays here, because it is in class w. */
function isOwnName({ site, config }: Place, name: string): boolean {
  const wanted = name.toLowerCase();
  const words = config?.classMembers("w").flatMap(({ how }) => (how.kind === "words" ? how.words : [])) ?? [];
  return (
    words.some(({ text }) => text.toLowerCase() === wanted) ||
    (site?.classFiles("w") ?? []).some(({ table }) => table.lookup(wanted) !== undefined)
  );
}

function siteNames({ config }: Place, names: SiteNames | undefined): readonly string[] {
  if (config === undefined || names === undefined) return [];
  return [...new Set(names.of(config))].filter((name) => name !== "");
}

/** Keys that are not given yet, or what may be after the equals sign. */
function pairItems({ place, before, after }: Writing, kind: NonNullable<ReturnType<typeof keyKind>>): Items {
  const written = before.split(",");
  const pair = written.at(-1)?.trimStart() ?? "";
  const equals = pair.indexOf("=");
  if (equals !== -1) {
    const record = keyRecord(kind, pair.slice(0, equals).trim());
    if (record === undefined) return [];
    const value = pair.slice(equals + 1);
    return itemsFor({ place, before: value, after: /^[^,]*/.exec(after)?.[0] ?? "", whole: false }, record, record);
  }
  const others = [...written.slice(0, -1), ...after.split(",").slice(1)].flatMap((other) => {
    const key = other.includes("=") ? other.split("=")[0]?.trim() : undefined;
    return key === undefined ? [] : (keyRecord(kind, key) ?? []);
  });
  const given: ReadonlySet<KeyRecord> = new Set(others);
  const range = rangeBefore(place, pair.length);
  const hasValue = /^\w*\s*=/.test(after);
  return catalog
    .all(kind)
    .filter((record) => !given.has(record))
    .flatMap(
      (record) => recordItem(record, { range, text: plain(record.name) + (hasValue ? "" : "=") }, place.options) ?? [],
    );
}

/** A map: its usual form as a whole, then type, flags and file one by one. */
function mapItems(writing: Writing, { default: usual, values = {} }: Valued): Items {
  const { place, before } = writing;
  const word = tailOf(before, /\S/);
  const range = rangeBefore(place, word.length);
  const [name] = before.trimStart().split(/\s+/, 1);
  if (before.trim() === word) {
    const types = catalog
      .all("map-type")
      .flatMap((record) => recordItem(record, { range, text: plain(record.name) }, place.options) ?? []);
    const whole = new Map(Object.entries(values));
    if (usual !== undefined && /\s/.test(usual)) whole.set(usual, "the default");
    const forms = [...whole].map(([form, meaning]) => {
      const text = writing.whole ? closed(place, plain(form)) : plain(form);
      return plainItem(form, meaning, { range, text });
    });
    return [...forms, ...types];
  }
  const type = catalog.get("map-type", name ?? "");
  const taken = new Set(before.split(/\s+/).map((other) => other.slice(0, 2)));
  const own = type === undefined ? [] : argumentsOf(type).filter((flag) => flag.name.startsWith("-"));
  const ownNames = new Set(own.map((flag) => flag.name));
  const flags = [
    ...own
      .filter((flag) => !taken.has(flag.name) || flag.name === word)
      .map((flag) => plainItem(flag.name, flag.meaning, { range, text: plain(flag.name) })),
    ...catalog
      .all("map-flag")
      .filter((flag) => !ownNames.has(flag.name) && (!taken.has(flag.name) || flag.name === word))
      .flatMap((record) => recordItem(record, { range, text: plain(record.name) }, place.options) ?? []),
  ];
  if (word.startsWith("-")) return flags;
  const files = type?.compiled === false ? [] : catalog.all("file").filter(({ compiled }) => compiled === "makemap");
  const text = (path: string) => (writing.whole ? closed(place, plain(path)) : plain(path));
  const paths = files.map(({ path, summary }) => plainItem(path, summary, { range, text: text(path), late: true }));
  return word === "" ? [...flags, ...paths] : paths;
}

/** Examples of what the type means, where the catalogue has no words of its own. */
const EXAMPLES: Readonly<Partial<Record<Valued["type"], Readonly<Record<string, string>>>>> = {
  boolean: { True: "on", False: "off" },
  time: {
    "30s": "30 seconds",
    "5m": "5 minutes",
    "30m": "half an hour",
    "1h": "an hour",
    "4h": "4 hours",
    "1d": "a day",
    "5d": "5 days",
  },
  mode: { "0600": "the owner reads and writes", "0640": "and the group reads", "0644": "and all others read" },
};

/** Values that are one word or text: those the catalogue names, the default, examples of the type. */
function wholeItems({ place, before, whole }: Writing, record: CatalogRecord, valued: Valued): Items {
  const written = before.trimStart();
  const range = rangeBefore(place, written.length);
  const text = (value: string) => (whole ? closed(place, plain(value)) : plain(value));
  const { list, values = {}, type, default: usual } = valued;
  const listed = list === undefined ? [] : catalog.all(list);
  const items: CompletionItem[] = listed.flatMap(
    (item) => recordItem(item, { range, text: text(item.name) }, place.options) ?? [],
  );
  const offered = new Set(listed.map(({ name }) => name.toLowerCase()));
  const offer = (value: string, meaning: string | undefined, note?: string) => {
    if (offered.has(value.toLowerCase())) return;
    offered.add(value.toLowerCase());
    items.push(plainItem(value, meaning, { range, text: text(value), ...(note === undefined ? {} : { note }) }));
  };
  const isDefault = (value: string) => (value.toLowerCase() === usual?.toLowerCase() ? "default" : undefined);
  for (const [value, meaning] of Object.entries(values)) offer(value, meaning, isDefault(value));
  const own = SITE_NAMES[`${record.kind}:${record.name}`];
  for (const name of siteNames(place, own)) offer(name, own?.detail);
  if (usual !== undefined && usual !== "" && !/[`'\n]/.test(usual)) offer(usual, undefined, "default");
  if (type === "mailer")
    for (const mailer of catalog.all("mailer"))
      for (const name of mailer.defines) offer(name, `from MAILER(${mailer.name})`);
  // A host that mail is handed over to is another one: sendmail ignores SMART_HOST where it is in class w.
  const isOther = (name: string) => type !== "host" || !isOwnName(place, name);
  for (const { text: name, place: where } of mentioned(place, THINGS[type] ?? []))
    if (isOther(name)) offer(name, `named in ${where}`);
  if (Object.keys(values).length === 0)
    for (const [value, meaning] of Object.entries(EXAMPLES[type] ?? {})) offer(value, meaning, isDefault(value));
  return items;
}

/** Holes for the arguments that a record needs, the first numbered `from`: what goes between the quotes. */
export function neededHoles(record: CatalogRecord, from: number): readonly string[] {
  return argumentsOf(record)
    .filter(({ optional }) => optional !== true)
    .map(({ name, default: usual }, index) => hole(from + index, usual ?? name));
}
