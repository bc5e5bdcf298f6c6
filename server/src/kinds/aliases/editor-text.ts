// What an alias does, in plain words.

import { unreadNote } from "../../features/entry-text.ts";
import { lineLink } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { addressWalk } from "../../rules/facts/address-walk.ts";
import { localHub } from "../../rules/facts/local-hub.ts";
import { listAt } from "../../site/lists.ts";
import { baseName } from "../../site/paths.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { firstEntries } from "../../tables/first-entries.ts";
import { aliasKey } from "../../tables/index.ts";
import type { TableEntry } from "../../tables/types.ts";
import { joined } from "../../tables/values/joined.ts";
import { type Recipient, readRecipients } from "../../tables/values/recipients.ts";
import { readVirtusertableValue } from "../../tables/values/virtusertable.ts";
import { aliasSourcesOf } from "./kind.ts";
import { addressSign, type Trouble, troubleOf } from "./targets.ts";

/** Recipients that are described one by one. */
const MOST = 12;

/** Members of a list that are named. */
const MOST_MEMBERS = 5;

/** What a line does and what is to be known about it, as paragraphs of Markdown. */
export function aliasText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = aliasKey(entry.key);
  if (key.kind === "refused")
    return [
      "**This line does nothing:** newaliases refuses its name, which is not one of a user.",
      ...unreadNote(file, site),
    ];
  if (keepsDetail(site) && entry.lookup.endsWith("+*"))
    return [`**This line does nothing:** ${KEPT}`, ...unreadNote(file, site)];
  const counts = file.table.lookup(entry.lookup);
  const recipients = readRecipients(entry.value);
  return [
    `Mail for ${whose(entry)} goes to:`,
    recipientList(recipients, entry.lookup, site),
    ...(counts !== undefined && counts.line > entry.line
      ? [`**Idle:** line ${counts.line + 1} has the same name, and newaliases keeps that one.`]
      : []),
    ...unreadNote(file, site),
    ...precedence(entry, file, site),
    ...readBy(file, site),
  ];
}

/** True where mail for `name+detail` is for that whole name alone. */
function keepsDetail({ mc }: MailSite): boolean {
  return mc?.config.active.has("preserve_local_plus_detail") === true;
}

const KEPT =
  "with `FEATURE(`preserve_local_plus_detail')` only an alias of the whole name is found for mail with a detail.";

function whose(entry: TableEntry): string {
  const key = aliasKey(entry.key);
  const name =
    key.kind === "address" ? key.user : key.kind === "local" && key.stored !== entry.lookup ? key.stored : entry.key;
  const [, user = name, detail] = /^([^+]+)\+(.+)$/.exec(name) ?? [];
  if (detail === "*") return `${code(user)} with any ${code("+detail")} that has no line of its own`;
  return `the local user ${code(name)}`;
}

/**
 * What each recipient is, as a list in Markdown.
 *
 * @param alias the name that has them as recipients, as newaliases stores it
 */
export function recipientList(recipients: readonly Recipient[], alias: string | undefined, site: MailSite): string {
  const lines = recipients.slice(0, MOST).map((one) => `- ${code(one.text)}: ${meaning(one, alias, site)}`);
  const rest = recipients.length - lines.length;
  if (rest > 0) lines.push(`- and ${rest.toLocaleString("en")} more`);
  return lines.join("\n");
}

/**
 * What a recipient is.
 *
 * @param alias the name that has it as a recipient, as newaliases stores it
 */
export function meaning(recipient: Recipient, alias: string | undefined, site: MailSite): string {
  const trouble = troubleOf(recipient);
  if (trouble === "dropped")
    return `${kindMeaning(recipient, alias, site)}; sendmail drops what is before the colon, and takes ${code(recipient.target)}`;
  return trouble === undefined ? kindMeaning(recipient, alias, site) : troubleMeaning(trouble, recipient);
}

function kindMeaning({ kind, target }: Recipient, alias: string | undefined, site: MailSite): string {
  switch (kind) {
    case "program":
      return site.mc?.config.active.has("smrsh") === true
        ? "a program that gets the mail as its input; smrsh runs the program of that name in its own folder and ignores the path"
        : "a program that gets the mail as its input";
    case "file":
      return target === "/dev/null" ? "thrown away" : "a file that the mail is added to";
    case "include":
      return includeMeaning(target, site);
    case "direct":
      return userMeaning(site, "direct", "the user of this server, and no further alias");
    case "address":
      return addressMeaning(target, alias, site);
    case "error":
      return "**nobody:** aliases have no `error:`";
    case "odd":
      return "read by the address rules of the configuration";
    case "local":
      return localMeaning(target, alias, site);
  }
}

/** Which sendmail refuses as an address, before it looks for a user. */
const REFUSED: ReadonlySet<Trouble> = new Set<Trouble>([
  ...(["bad-host", "empty-group", "no-user", "no-host", "two-at", "colon", "character", "long"] as const),
  ...(["curly-quotes", "argument", "empty"] as const),
]);

/** What becomes of the mail for a recipient that is not what it looks like. */
function troubleMeaning(trouble: Trouble, { text }: Recipient): string {
  const read = joined(text).text;
  switch (trouble) {
    case "unquoted-program": {
      const sign = addressSign(text);
      return sign === undefined
        ? "**not what it looks like:** without double quotes the words are joined with dots"
        : `**an address, not a program:** without double quotes its ${code(sign)} makes it one`;
    }
    case "unquoted-path":
      return "**not what it looks like:** without double quotes the words are joined with dots";
    case "include-word":
      return "**a file that mail is written to:** a list begins with `:include:`";
    case "url":
    case "pipe":
      return `**a file:** the mail is added to ${code(joined(text.slice(text.indexOf(":") + 1)).text)}`;
    case "include-address":
      return "**an address, not a list:** one of `@ % ! [ ]` in the path makes it one";
    case "relative-include":
      return "**a list in the folder that sendmail happens to be in:** its path does not begin with `/`";
    case "no-program":
      return "**nothing:** no program is after the bar";
    case "port-as-host":
      return "**nobody:** sendmail takes the number after the address for the host";
    case "host-name":
    case "bare-address":
      return "**nobody:** no host has such a name";
    case "unbalanced":
      return "**a mistake:** a quote or bracket has no other half, and sendmail complains about each mail";
    case "brackets": {
      const last = /.*<([^<>]*)>/s.exec(read)?.[1] ?? "";
      return `**the last one alone:** ${code(last)} gets the mail, and all before it is read as a name`;
    }
    case "words":
    case "comment":
      if (read.includes("@")) return `**not what it looks like:** its words are joined to ${code(read)}`;
  }
  return REFUSED.has(trouble) ? "**nobody:** sendmail refuses it" : "**nobody:** sendmail finds no such user";
}

function includeMeaning(path: string, site: MailSite): string {
  const found = site.included.get(path);
  if (found?.kind === "missing") return "everybody in that file, which was not found here";
  if (found?.kind !== "there") return "everybody in that file, one list in each line";
  const table = listAt(site, path)?.table;
  if (table === undefined) return "everybody in that file";
  const names: string[] = [];
  for (const { key } of firstEntries(table)) if (names.push(code(key)) >= MOST_MEMBERS) break;
  const count = table.entryCount;
  // Seen with sendmail -bv: "aliasing/forwarding loop broken" where nobody is left.
  if (count === 0) return "**nobody:** that file has no recipients, and sendmail returns mail that goes to nobody else";
  const more = count > names.length ? " …" : "";
  return `everybody in that file: ${plural(count)} (${names.join(", ")}${more})`;
}

function plural(count: number): string {
  return count === 1 ? "1 recipient" : `${count.toLocaleString("en")} recipients`;
}

/** A user and a host without signs that the address rules of the configuration have a say in. */
const PLAIN_ADDRESS = /^([\w.+=-]+)@([\w-]+(?:\.[\w-]+)+)$/;

/** What becomes of an address: one of the server's own domains comes back to its virtusertable and its aliases. */
function addressMeaning(target: string, alias: string | undefined, site: MailSite): string {
  const [, user, host] = PLAIN_ADDRESS.exec(target) ?? [];
  if (user === undefined || host === undefined) return "this address";
  const end = addressWalk(site).end(user, host);
  if (end.kind === "circle" || end.kind === "too-long")
    return "**nobody:** lines of the virtusertable lead in a circle, and sendmail refuses the mail";
  const last = end.lines.at(-1);
  const by = last && `line ${last.line + 1} of the virtusertable`;
  if (end.kind === "local") {
    const found = localMeaning(end.user, alias, site, by === undefined);
    return by === undefined
      ? `an address of this server: ${found}`
      : `this address, which is ${code(end.user)} here by ${by}: ${found}`;
  }
  if (last === undefined) return "this address";
  const value = readVirtusertableValue(last.value);
  if (value.kind === "error") return `**nobody:** ${by} refuses this address`;
  return value.kind === "address" && value.host !== undefined
    ? `this address, which ${by} sends on to ${code(last.value)}`
    : `this address, of which ${by} says where it goes`;
}

/** @param hasDomain it is written with one of the server's own domains */
function localMeaning(target: string, alias: string | undefined, site: MailSite, hasDomain = false): string {
  const how = hasDomain ? "address" : "name";
  if (target.toLowerCase() === alias)
    return userMeaning(site, how, "the user of that name: an alias that names itself ends there");
  const isWhole = keepsDetail(site);
  for (const { table } of site.tablesOf("aliases")) {
    const next = table.lookup(target) ?? (isWhole ? undefined : table.lookup(target.replace(/\+.*$/, "")));
    if (next === undefined) continue;
    const value = next.value.replace(/\s+/g, " ");
    return `an alias again, line ${next.line + 1}: ${code(value.length > 60 ? `${value.slice(0, 59)}…` : value)}`;
  }
  if (isWhole && target.includes("+"))
    return "a name with a detail, which only some local mailers know what to do with";
  // A `.forward` is read without the files of its server.
  return site.tablesOf("aliases").length === 0
    ? "the user of this server, or who gets the mail for an alias of that name"
    : userMeaning(site, how, "the user of this server");
}

/** Who gets mail for a user without an alias. @param here what is said where that is the user */
function userMeaning(site: MailSite, how: "name" | "address" | "direct", here: string): string {
  const hub = localHub(site, how === "address");
  if (hub === undefined) return here;
  const { setting, value } = hub;
  if (setting === "LUSER_RELAY")
    return `${here}; where there is none, ${setting} (${code(value)}) says where the mail goes`;
  const unless = hub.hasExceptions && how !== "direct" ? ", unless the user is one of LOCAL_USER" : "";
  return `a user without ${how === "direct" ? "a further" : "an"} alias: ${setting} (${code(value)}) says where the mail goes${unless}`;
}

/** What wins over the line. */
function precedence(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const notes: string[] = [];
  const name = entry.lookup;
  if (keepsDetail(site) && !name.includes("+")) notes.push(`It is not for mail with a detail: ${KEPT}`);
  else if (!name.includes("+")) {
    const plus = file.table.lookup(`${name}+*`);
    notes.push(
      plus === undefined
        ? `Mail for ${code(`${name}+anything`)} goes there too, unless an alias of that name, or ${code(`${name}+*`)}, exists.`
        : `Mail for ${code(`${name}+anything`)} has line ${plus.line + 1}.`,
    );
  }
  if (site.mc?.config.active.has("virtusertable") === true)
    notes.push(
      "The virtusertable comes first: what it says of an address with a domain counts, and only then aliases.",
    );
  return notes.length === 0 ? [] : [notes.join(" ")];
}

function readBy({ naming }: TableFile, site: MailSite): readonly string[] {
  const { mc } = site;
  if (naming === undefined || mc === undefined) return [];
  const { span } = naming;
  const isDefault = mc.config.setting("ALIAS_FILE") === undefined && span.start === span.end;
  if (isDefault)
    return [
      `Read since the configuration names no other file: ${code("ALIAS_FILE")} is ${code(naming.path)} by default.`,
    ];
  if (!site.has(span.source)) return [];
  const sources = aliasSourcesOf(mc.config);
  const own = sources.findIndex((source) => source.span.start === span.start && source.path === naming.path);
  const before = sources.slice(0, own).find(({ isFile }) => !isFile);
  const unknown =
    before === undefined
      ? []
      : [`A map of type ${code(before.type)} comes first: what it says of this name is not known here.`];
  const name = span.source === mc.uri ? ` of ${baseName(mc.uri)}` : "";
  return [...unknown, `Read because of ${lineLink(site, span)}${name}.`];
}
