// What may be on a line of an access map or class file.
import type { CompletionItem } from "vscode-languageserver-types";
import { type CatalogRecord, catalog, type Kind } from "../../catalog/index.ts";
import { USER_CLASSES } from "../../kinds/class/kind.ts";
import type { NamedThing } from "../../kinds/mail-names.ts";
import { OWN_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { TableFile } from "../../site/types.ts";
import { accessSurroundings } from "../cf-surroundings.ts";
import type { Place } from "../editor.ts";
import { lackingFeatures } from "../surroundings.ts";
import { tailOf } from "../tail.ts";
import { hole, type Insertion, plain, plainItem, recordItem } from "./items.ts";
import { localUsers } from "./local-users.ts";
import { formName } from "./mc.ts";

/** Keys offered from the site's other lines; a map of a million lines is not a menu. */
const MOST_KEYS = 200;
/** Actions that every tag of the relay checks takes. */
const COMMON_ACTIONS = ["OK", "RELAY", "REJECT", "DISCARD", "SKIP", "ERROR:", "QUARANTINE:"];

/** Snippets for actions that want something after them. */
const ACTION_TEXT: Readonly<Record<string, string>> = {
  "ERROR:": `ERROR:${hole(1, "5.7.1")}:${hole(2, "550")} ${hole(3, "Text for the sender")}`,
  "QUARANTINE:": `QUARANTINE:${hole(1, "Reason")}`,
  text: `${hole(1, "550")} ${hole(2, "Text for the sender")}`,
  "ENCR:": `ENCR:${hole(1, "128")}`,
  "TEMP+": `TEMP+${hole(1, "VERIFY")}`,
  "PERM+": `PERM+${hole(1, "VERIFY")}`,
};
/** Numbers to start from, for the tags that take one; case folded. */
const NUMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "clientrate:": { "0": "no limit", "10": "ten connections in a minute", "60": "sixty connections in a minute" },
  "clientconn:": { "0": "no limit", "10": "ten connections at a time" },
  "greetpause:": { "0": "no pause", "1000": "one second", "5000": "five seconds" },
};
/** Tags whose values are letters; case folded. */
const LETTERS: Readonly<Record<string, Kind>> = { "srv_features:": "srv-feature", "clt_features:": "clt-feature" };

/** The line under the cursor. */
type Line = Place<TableFile>;

/** The items at a place of an access map; [] in comments. */
export function completeAccess(line: Line): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#")) return [];
  const value = /^(\S+)[ \t]+(.*)$/s.exec(before);
  if (value === null)
    return [...tagItems(line, before), ...keyItems(line, before, tagOf(before), ["domain", "address"])];
  const [, key = "", written = ""] = value;
  return valueItems(line, tagOf(key), written);
}

/** The items at a place of a class file; [] in comments and after the first word, which is all that counts. */
export function completeClass(line: Line): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#") || /^\S+[ \t]/.test(before)) return [];
  const { className = "" } = line.file;
  const word = before.trimStart();
  if (isOfDomains(className)) return keyItems(line, word, "");
  if (className === "TrustAuthMech") return [];
  // An alias sends nothing: only users of the host may be trusted.
  return userItems(line, word).filter(({ label }) => className !== "t" || line.site.host.users?.has(label) === true);
}

/** Users of this server, as far as its files name them. */
export function userItems(line: Line, written: string): readonly CompletionItem[] {
  const range = rangeBefore(line, written.length);
  return [...localUsers(line.site, MOST_KEYS)].map(([name, meaning]) =>
    plainItem(name, meaning, { range, text: plain(name) }),
  );
}

/** The text of the line before the cursor. */
export function beforeCursor({ file: { document }, offset }: Line): string {
  const end = document.positionAt(offset);
  return document.getText({ start: { line: end.line, character: 0 }, end });
}

/** What is written of a value before the cursor; undefined within the key. A line may be long enough that a pattern with a loop has no room. */
export function valueBefore(before: string): string | undefined {
  const end = before.search(/[ \t]/);
  if (end < 1) return undefined;
  const rest = before.slice(end);
  const start = rest.search(/[^ \t]/);
  return start < 0 ? "" : rest.slice(start);
}

function tagOf(text: string): string {
  const tag = /^[A-Za-z_]+:/.exec(text)?.[0] ?? "";
  return /^ipv6:$/i.test(tag) ? "" : tag;
}

/** The stretch of the last `length` characters before the cursor. */
export function rangeBefore({ file: { document }, offset }: Line, length: number): Insertion["range"] {
  return { start: document.positionAt(offset - length), end: document.positionAt(offset) };
}

/** Tags, those that nothing reads after the others, and whole lines. */
function tagItems(line: Line, before: string): readonly CompletionItem[] {
  if (tagOf(before) !== "") return [];
  const range = rangeBefore(line, before.length);
  const around = accessSurroundings(line.site);
  const tags = catalog.all("access-tag").flatMap((record) => {
    const lacking = lackingFeatures(record.name, around);
    const state = lacking.length === 0 ? {} : { late: true, note: `not read: FEATURE(${lacking.join(", ")}) is off` };
    return recordItem(record, { range, text: plain(record.name), ...state }, line.options) ?? [];
  });
  const forms = catalog
    .all("snippet")
    .filter(({ file }) => file === "access")
    .flatMap(
      (record) =>
        recordItem(record, { range, text: record.body.trimEnd(), label: formName(record) }, line.options) ?? [],
    );
  return [...tags, ...forms];
}

/** Keys of the same sort of file, and domains (`things`: and others) that the keys of other files and the .mc name. */
export function keyItems(
  line: Line,
  before: string,
  tag: string,
  things: readonly NamedThing[] = ["domain"],
): readonly CompletionItem[] {
  const { site, file, offset } = line;
  const range = rangeBefore(line, before.length - tag.length);
  const keys = new Map<string, string>();
  const note = (key: string, place: string) => {
    if (key !== "" && keys.size < MOST_KEYS && !keys.has(key)) keys.set(key, place);
  };
  for (const { uri, table, kind, document, className } of site.tables) {
    const name = uri.slice(uri.lastIndexOf("/") + 1);
    const { namesIn } = site.kinds.table(kind);
    let lines = 0;
    for (const entry of table.entries()) {
      if (keys.size >= MOST_KEYS || ++lines > MOST_KEYS) break;
      const { key, keySpan } = entry;
      if (
        kind === file.kind &&
        isOfDomains(className) &&
        !(uri === file.uri && keySpan.start <= offset && offset <= keySpan.end)
      )
        note(key, name);
      if (kind === file.kind) continue;
      // What is before or around a name in another file would mean something else here, or nothing.
      for (const { thing, text, span } of namesIn?.(entry, document, className) ?? [])
        if (things.includes(thing) && span.end <= keySpan.end) note(text, name);
    }
  }
  for (const { how, className } of site.mc?.config.classes ?? [])
    if (how.kind === "words" && isOfDomains(className))
      for (const { text } of how.words) if (/^[\w.:-]+$/.test(text)) note(text, "the .mc");
  return [...keys].map(([key, place]) => plainItem(key, `named in ${place}`, { range, text: plain(key), late: true }));
}

/** Domains that are not the server's own, which some tables are never asked about. */
export function otherDomains(line: Line, before: string): readonly CompletionItem[] {
  const own = OWN_DOMAINS.of(line.site);
  return keyItems(line, before, "").filter(({ label }) => own?.state(label) !== "asked");
}

/** False for classes of users and mechanisms. */
const isOfDomains = (className = ""): boolean => !USER_CLASSES.has(className) && className !== "TrustAuthMech";

/** What may be after the key. */
function valueItems(line: Line, tag: string, written: string): readonly CompletionItem[] {
  const folded = tag.toLowerCase();
  const letters = LETTERS[folded];
  if (letters !== undefined) return letterItems(line, letters, written);
  if (folded === "qgrp:") return groupItems(line, written);
  const record = tag === "" ? undefined : catalog.get("access-tag", tag);
  const quoted = folded === "authinfo:";
  const word = quoted ? tailOf(written, /\S/) : written;
  const range = rangeBefore(line, word.length);
  const numbers = Object.entries(NUMBERS[folded] ?? {}).map(([number, meaning]) =>
    plainItem(number, meaning, { range, text: number }),
  );
  const words = Object.entries(record?.values ?? {}).map(([value, meaning]) =>
    plainItem(value, meaning, { range, text: quoted ? pieceText(value) : plain(value) }),
  );
  const actions = (record === undefined ? COMMON_ACTIONS : (record.actions ?? [])).flatMap((name) => {
    const action = name === "number" ? undefined : catalog.get("access-action", name);
    return action === undefined ? [] : (actionItem(line, action, range) ?? []);
  });
  return [...numbers, ...words, ...actions];
}

function actionItem(line: Line, record: CatalogRecord, range: Insertion["range"]): CompletionItem | undefined {
  const lacksSkip = record.name === "SKIP" && !accessSurroundings(line.site).accessWord("skip");
  return recordItem(
    record,
    {
      range,
      text: ACTION_TEXT[record.name] ?? plain(record.name),
      ...(record.name === "text" ? { label: "550 text", late: true } : {}),
      ...(lacksSkip ? { late: true, note: "refuses the mail: access_db lacks the word skip" } : {}),
    },
    line.options,
  );
}

/** `"U:user"` with a place for the name. */
function pieceText(value: string): string {
  return value.replace(/^("\w:)(.*)"$/, (_, head: string, name: string) => `${plain(head)}${hole(1, name)}"`);
}

function letterItems(line: Line, kind: Kind, written: string): readonly CompletionItem[] {
  const range = rangeBefore(line, 0);
  return catalog
    .all(kind)
    .filter(({ name }) => !written.includes(name))
    .flatMap((record) => recordItem(record, { range, text: plain(record.name) }, line.options) ?? []);
}

function groupItems(line: Line, written: string): readonly CompletionItem[] {
  const range = rangeBefore(line, written.length);
  const groups = line.site.mc?.config.macro("QUEUE_GROUP") ?? [];
  return groups.flatMap(({ args }) => {
    const name = args[0]?.text.trim() ?? "";
    return name === "" ? [] : [plainItem(name, "a queue group of the .mc", { range, text: plain(name) })];
  });
}
