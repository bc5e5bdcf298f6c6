// What may be on a line of an access map or class file.
import type { CompletionItem } from "vscode-languageserver-types";
import { type CatalogRecord, catalog, type Kind } from "../../catalog/index.ts";
import { USER_CLASSES } from "../../kinds/class/kind.ts";
import type { NamedThing } from "../../kinds/mail-names.ts";
import { policyOf } from "../../relay/index.ts";
import { unaskedKey } from "../../rules/facts/access-keys.ts";
import { OWN_DOMAINS } from "../../rules/facts/asked-domains.ts";
import { entryContext } from "../../rules/facts/entry-context.ts";
import type { TableFile } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";
import { classifyKey } from "../../tables/key.ts";
import { accessSurroundings } from "../cf-surroundings.ts";
import type { Place } from "../editor.ts";
import { type EntrySurroundings, lackingFeatures } from "../surroundings.ts";
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
  if (value === null) {
    const tag = tagOf(before);
    const context = entryContext(line.file, line.site);
    const around = accessSurroundings(line.site);
    const isOfDomains = /^to:$/i.test(tag) && !readsRecipients(around) && !around.accessWord("relaytofulladdress");
    const keys = keyItems(line, before, tag, ["domain", "address"]).filter(
      ({ label }) =>
        !(isOfDomains && label.includes("@")) &&
        unaskedKey({ tag: tag.slice(0, -1), shape: classifyKey(label) }, context) === undefined,
    );
    return [...tagItems(line, before), ...freshKeys(line, keys, tag)];
  }
  const [, key = "", written = ""] = value;
  return valueItems(line, key, written);
}

/** The items at a place of a class file; [] in comments and after the first word, which is all that counts. */
export function completeClass(line: Line): readonly CompletionItem[] {
  const before = beforeCursor(line);
  if (before.startsWith("#") || /^\S+[ \t]/.test(before)) return [];
  const { className = "" } = line.file;
  const word = before.trimStart();
  if (isOfDomains(className)) {
    // Networks are of use among those who may relay, and nowhere else.
    const names = keyItems(line, word, "").filter(({ label }) => className === "R" || isDomainName(label));
    return freshKeys(line, names);
  }
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

/** The text of the line after the cursor. */
export function afterCursor({ file: { document }, offset }: Line): string {
  const start = document.positionAt(offset);
  return document.getText({ start, end: { line: start.line + 1, character: 0 } }).trimEnd();
}

/** Those of the items for keys, each with `head` before it, that no other line of the file has: a second one would do nothing. */
export function freshKeys(
  { file: { table }, offset }: Line,
  items: readonly CompletionItem[],
  head = "",
): readonly CompletionItem[] {
  return items.filter(({ label }) => {
    const found = table.lookup(head + label)?.lineSpan;
    return found === undefined || (found.start <= offset && offset <= found.end);
  });
}

/** True for the name of a domain as people write it; false for what replaces an unknown one. */
export function isDomainName(text: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*\.[\w-]*[a-z][\w-]*$/i.test(text) && !text.endsWith(".invalid");
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

/** The other halves of what editors close by themselves. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "[": "]" };

/** The stretch of the last `length` characters before the cursor; with the quote or bracket after it that closes the first of them. */
export function rangeBefore(line: Line, length: number): Insertion["range"] {
  const { document } = line.file;
  const start = document.positionAt(line.offset - length);
  const first = beforeCursor(line).charAt(start.character);
  const closes = length > 0 && first in CLOSING && afterCursor(line).startsWith(CLOSING[first] ?? "");
  return { start, end: document.positionAt(line.offset + (closes ? 1 : 0)) };
}

/** Tags, those that nothing reads after the others, and whole lines. */
function tagItems(line: Line, before: string): readonly CompletionItem[] {
  if (tagOf(before) !== "") return [];
  const range = rangeBefore(line, before.length);
  const around = accessSurroundings(line.site);
  const unread = (why: string) => ({ late: true, note: `not read: FEATURE(${why}` });
  const state = (lacking: readonly string[]) => (lacking.length === 0 ? {} : unread(`${lacking.join(", ")}) is off`));
  const isElsewhere = around.known && around.on("authinfo");
  const tags = catalog.all("access-tag").flatMap((record) => {
    const read =
      isElsewhere && record.name === "AuthInfo:"
        ? unread("authinfo) has a map of its own")
        : state(lackingFeatures(record.name, around));
    return recordItem(record, { range, text: plain(record.name), ...read }, line.options) ?? [];
  });
  const isLast = line.file.document.lineCount === range.end.line + 1;
  // A form is whole lines: what is after the cursor would become part of its last one.
  const forms = catalog
    .all("snippet")
    .filter(({ file }) => file === "access" && afterCursor(line) === "")
    .flatMap((record) => {
      const needed = (record.see ?? []).flatMap((what) => /^access-tag:(.*)$/.exec(what)?.[1] ?? []);
      const read = state([...new Set(needed.flatMap((tag) => lackingFeatures(tag, around)))]);
      const text = isLast ? record.body.trimEnd() : record.body.replace(/\n\$0\s*$/, "");
      const form = { range, text, label: formName(record), ...read };
      return recordItem(record, form, line.options) ?? [];
    });
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

/** Domains as keys of tables that are never asked about the server's own, or those below them (`.example.com`). */
export function otherDomains(line: Line, before: string): readonly CompletionItem[] {
  const own = OWN_DOMAINS.of(line.site);
  const others = keyItems(line, before, "").filter(
    ({ label }) => isDomainName(label.replace(/^\./, "")) && own?.state(label) !== "asked",
  );
  return freshKeys(line, others);
}

/**
 * Domains after the last `@` of a value: those of other lines, and the server's own.
 *
 * @param hostIn the host that a value names
 */
export function valueDomains(
  line: Line,
  written: string,
  hostIn: (value: string) => string | undefined,
): readonly CompletionItem[] {
  const range = rangeBefore(line, written.length - written.lastIndexOf("@") - 1);
  const hosts = new Map<string, CompletionItem>();
  for (const { value, keySpan, valueSpan } of firstEntries(line.file.table)) {
    if (hosts.size >= MOST_KEYS) break;
    const host = keySpan.start <= line.offset && line.offset <= valueSpan.end ? undefined : hostIn(value);
    if (host !== undefined && isDomainName(host))
      hosts.set(host, plainItem(host, "a domain of another line", { range, text: plain(host) }));
  }
  for (const { word } of policyOf(line.site).classes.w.members()) {
    if (hosts.size >= MOST_KEYS * 2) break;
    if (isDomainName(word) && !hosts.has(word))
      hosts.set(word, plainItem(word, "a domain of this server", { range, text: plain(word), late: true }));
  }
  return [...hosts.values()];
}

/** False for classes of users and mechanisms. */
const isOfDomains = (className = ""): boolean => !USER_CLASSES.has(className) && className !== "TrustAuthMech";

/** What may be after the key. */
function valueItems(line: Line, key: string, written: string): readonly CompletionItem[] {
  const tag = tagOf(key);
  const folded = tag.toLowerCase();
  const letters = LETTERS[folded];
  if (letters !== undefined) return letterItems(line, letters, written);
  if (folded === "qgrp:") return groupItems(line, written);
  const record = tag === "" ? undefined : catalog.get("access-tag", tag);
  const range = rangeBefore(line, written.length);
  const numbers = Object.entries(NUMBERS[folded] ?? {}).map(([number, meaning]) =>
    plainItem(number, meaning, { range, text: number }),
  );
  const words = Object.entries(record?.values ?? {}).map(([value, meaning]) =>
    plainItem(value, meaning, { range, text: plain(value) }),
  );
  const actions = (record === undefined ? COMMON_ACTIONS : (record.actions ?? [])).flatMap((name) => {
    const action = name === "number" ? undefined : catalog.get("access-action", name);
    return action === undefined ? [] : (actionItem(line, action, range, key) ?? []);
  });
  return [...numbers, ...words, ...actions];
}

/** Actions that refuse mail. */
const REFUSALS: ReadonlySet<string> = new Set(["REJECT", "DISCARD", "ERROR:", "QUARANTINE:", "text"]);

/** Why an action does not do after some key what its name says; undefined where it does. */
function idleNote(action: string, key: string, around: EntrySurroundings): string | undefined {
  const tag = tagOf(key).toLowerCase();
  if (action === "SKIP" && !around.accessWord("skip")) return "refuses the mail: access_db lacks the word skip";
  if (tag === "to:" && REFUSALS.has(action) && !readsRecipients(around))
    return "refuses nothing: FEATURE(blocklist_recipients) is off";
  const isAddress = /[^:]@./.test(key);
  if (action !== "RELAY" || tag === "connect:" || (tag !== "from:" && !isAddress)) return undefined;
  if (tag !== "from:")
    return around.accessWord("relaytofulladdress") ? undefined : "relays nothing: access_db lacks relaytofulladdress";
  if (!around.on("relay_mail_from")) return "relays nothing: FEATURE(relay_mail_from) is off";
  return isAddress || around.has("relay_mail_from", "domain")
    ? undefined
    : "relays nothing: relay_mail_from lacks domain";
}

/** True where refusals of recipients count. */
const readsRecipients = (around: EntrySurroundings): boolean =>
  around.on("blocklist_recipients", "blacklist_recipients");

function actionItem(
  line: Line,
  record: CatalogRecord,
  range: Insertion["range"],
  key: string,
): CompletionItem | undefined {
  const note = idleNote(record.name, key, accessSurroundings(line.site));
  return recordItem(
    record,
    {
      range,
      text: ACTION_TEXT[record.name] ?? plain(record.name),
      ...(record.name === "text" ? { label: "550 text", late: true } : {}),
      ...(note === undefined ? {} : { late: true, note }),
    },
    line.options,
  );
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
