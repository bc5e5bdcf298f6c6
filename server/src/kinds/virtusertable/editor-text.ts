// What a line of the virtusertable does, in plain words.

import { hubNote, idleNote, ldapNote, unreadNote } from "../../features/entry-text.ts";
import { errorReplyText } from "../../features/error-reply-text.ts";
import { lineLinkBehind, readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { VIRTUAL_DOMAINS } from "../../rules/facts/asked-domains.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { TableEntry } from "../../tables/types.ts";
import { type AddressFault, addressFault } from "../../tables/values/address-fault.ts";
import { joined } from "../../tables/values/joined.ts";
import { readVirtusertableValue, type VirtusertableValue } from "../../tables/values/virtusertable.ts";
import { bareAddressNote, renamedFirst } from "../domaintable/editor-text.ts";
import { unfilled } from "./arguments.ts";
import { type Key, keyOf } from "./key.ts";

type FoundKey = Exclude<Key, { kind: "never" }>;

/** What a line does and what is to be known about it, as paragraphs of Markdown. */
export function virtusertableText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const key = keyOf(entry.key);
  const notes = [...unreadNote(file, site), ...idleNote(entry, file)];
  if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...notes];
  const renamed = renamedFirst(key.domain, site);
  if (renamed !== undefined) return [renamed, ...notes, ...readThanksTo(file, site)];
  const value = readVirtusertableValue(entry.value);
  return [
    `${whose(key, entry.key.includes("++@"))} ${goesTo(value, entry.value, wholeUser(key))}`,
    ...bareAddressNote(key.domain),
    ...notes,
    ...ldapNote(site),
    ...(value.kind === "address" && value.host === undefined ? hubNote(site) : []),
    ...askedNote(key, site),
    ...precedence(key, entry, file),
    ...relayNote(key, value, site),
    ...readThanksTo(file, site),
  ];
}

/** @param isSome `++`, which is for details that are not empty */
function whose(key: FoundKey, isSome: boolean): string {
  switch (key.kind) {
    case "user":
      return `Mail for ${code(`${key.user}@${key.domain}`)}`;
    case "detail":
      return `Mail for ${code(`${key.user}+…@${key.domain}`)}, with any detail${isSome ? " that is not empty" : ""},`;
    case "any-detail":
      return `Mail for every user of ${code(key.domain)} with a +detail${isSome ? " that is not empty" : ""}, whom no other line is about,`;
    default:
      return `Mail for every user of ${code(key.domain)} whom no other line is about, root and postmaster too,`;
  }
}

const NO_HOST = "does not arrive: no host has such a name.";

/** Why sendmail refuses an address, as the rest of a sentence about the mail. */
const REFUSED: Readonly<Record<AddressFault, string>> = {
  "two-at": "is refused with 553: an address has only one @.",
  "bad-host": "is refused with 553: the host has two dots in a row or a dot first.",
  port: "is refused: sendmail takes what follows the colon for a user.",
  "bare-ipv6": "is refused: sendmail takes the address for a user.",
  "port-as-host": "does not arrive: sendmail takes the number after the address for the host.",
  colon: "is refused with 553: a colon is not allowed in the name of a host.",
  "no-user": "is refused with 553: no user is before the %.",
  "no-host": "is refused with 553: no host is after the %.",
  character: "is refused with 501: a character in the address is not allowed.",
  long: "is refused with 553: the address has more than 255 bytes.",
  "single-quotes": "is refused: the single quotes are part of the name, and no user has it.",
  name: "is refused: no user has such a name.",
  "host-name": NO_HOST,
  "bare-address": NO_HOST,
};

/** The user with a detail that a key names; undefined for other keys. */
function wholeUser(key: FoundKey): string | undefined {
  return key.kind === "user" && key.user.includes("+", 1) ? key.user : undefined;
}

function goesTo(value: VirtusertableValue, written: string, whole: string | undefined, isAfterPrefix = false): string {
  switch (value.kind) {
    case "error":
      return errorReplyText(value);
    case "address":
      return toAddress(value, written, whole);
    case "prefixed": {
      const drops = `sendmail drops ${code(`${value.prefix.text}:`)}.`;
      if (value.rest.text === "") return `is refused with 553: nothing is after the colon. ${drops}`;
      return `${goesTo(readVirtusertableValue(value.rest.text), value.rest.text, whole, true)} ${drops}`;
    }
    case "words": {
      const { text } = joined(value.text.text);
      return text.includes("@")
        ? `goes to ${code(text)}: sendmail joins the words with dots.`
        : `is refused: sendmail joins the words to the user ${code(text)}.`;
    }
    case "list":
      return "is refused: only one address may be here.";
    case "program":
    case "file":
    case "include":
      return "is refused with 550 5.7.1: programs, files and lists are for the aliases.";
    case "unbalanced":
      return "is refused with 553: a quote or bracket has no other half.";
    case "nothing":
      return "is refused with 554: a comment is not a recipient.";
    case "no-user":
      if (value.text.text !== "@") return "is refused with 553: no user is before the @.";
      // Alone it is dropped; after a prefix, or in angle brackets, it is a user without a name.
      return written === "@" && !isAfterPrefix
        ? "goes where it goes without this line: a single @ is not an address."
        : "is refused: sendmail finds no user of that name.";
    case "no-host":
      return "is refused with 553: no host is after the @.";
  }
}

/** A user without signs that the address rules of the configuration have a say in. */
const PLAIN_USER = /^(?:[\w.+=*'$&^~{}?-]|%\d)+$/;

function toAddress(
  { user, host }: Extract<VirtusertableValue, { kind: "address" }>,
  written: string,
  wholeUser: string | undefined,
): string {
  const argument = unfilled(written);
  if (argument !== undefined) return `reaches nobody: sendmail does not fill in ${code(argument.name)} here.`;
  const fault = addressFault(written.slice(user.start, (host ?? user).end));
  if (fault !== undefined) return REFUSED[fault];
  // sendmail drops semicolons at the end.
  const whole = `${user.text}@${host?.text.replace(/;+$/, "") ?? ""}`;
  if (host !== undefined) return `goes to ${code(whole)}${argumentText(whole, wholeUser)}.`;
  if (!PLAIN_USER.test(user.text)) return `goes where the address rules of the configuration send ${code(user.text)}.`;
  return `goes to ${userText(user.text)} on this host, through the aliases${user.text === "%1" ? "" : argumentText(user.text, wholeUser)}.`;
}

function userText(user: string): string {
  return user === "%1" ? "the user of the same name" : `the user ${code(user)}`;
}

/** What `%1` and the others stand for; `whole`: the user and the detail of a key that has both. */
function argumentText(text: string, whole: string | undefined): string {
  const meanings: readonly (readonly [sign: string, meaning: string])[] =
    whole === undefined
      ? [
          ["%1", "is the user"],
          ["%2", "is the detail"],
          ["%3", "is the detail with its plus sign"],
        ]
      : [
          ["%1", `is ${code(whole)}`],
          ["%2", "is empty"],
          ["%3", "is empty"],
        ];
  const said = meanings.filter(([sign]) => text.includes(sign)).map(([sign, meaning]) => `${code(sign)} ${meaning}`);
  if (/^%[23](?:@|$)|@%[23]/.test(text))
    said.push(whole === undefined ? "mail without a detail is refused" : "so the mail is refused");
  return said.length === 0 ? "" : ` (${said.join(", ")})`;
}

/** Why sendmail asks for the domain, or that it does not. */
function askedNote({ domain }: FoundKey, site: MailSite): readonly string[] {
  const asked = VIRTUAL_DOMAINS.of(site);
  if (asked === undefined) return [];
  const member = asked.member(domain);
  if (member !== undefined) {
    const where = lineLinkBehind(site, member.span);
    const isOwn = asked.own.get(member.word) !== undefined;
    return [
      isOwn
        ? `sendmail asks for it because of VIRTUSER_DOMAIN${where}.`
        : `sendmail asks for it because ${code(member.word)} is a name of this server${where}.`,
    ];
  }
  if (asked.state(domain) === "unknown") return [];
  const unless = asked.mayHaveOtherNames ? ", unless it is a name of the host itself" : "";
  return [`**Not asked for:** no setting puts ${code(domain)} into class w or VirtHost${unless}.`];
}

/** Which lines come before this one, and which mail it takes besides. */
function precedence(key: FoundKey, entry: TableEntry, { table }: TableFile): readonly string[] {
  const first = {
    user: "It comes before a line for the whole domain, before the mailertable, and before the aliases.",
    detail: "A line for the address with this very detail comes first.",
    "any-detail": "Lines for a user come first.",
    domain: "Lines for a user, and for details, come first. It comes before the mailertable.",
  }[key.kind];
  const lineOf = (name: string) => {
    const found = table.lookup(name.toLowerCase());
    return found === undefined ? undefined : `${code(name)} in line ${found.line + 1}`;
  };
  if (key.kind === "user") {
    const { user, domain } = key;
    const details = user.includes("+")
      ? ""
      : ` It also takes ${code(`${user}+detail@${domain}`)}, unless a line for that, or for ${code(`${user}+*@${domain}`)}, exists.`;
    const others = table.lookup(`@${domain}`.toLowerCase());
    return [
      `${first}${details}${others === undefined ? "" : ` Other users of the domain have line ${others.line + 1}.`}`,
    ];
  }
  // Of the two that are for any detail, sendmail asks for ++ first.
  const plus = /\+\*@/.test(entry.key) ? lineOf(entry.key.replace("+*@", "++@")) : undefined;
  return [plus === undefined ? first : `${first} ${plus} comes first, unless the detail is empty.`];
}

/** Who may send there, and where that mail goes on to. */
function relayNote(key: FoundKey, value: VirtusertableValue, site: MailSite): readonly string[] {
  const asked = VIRTUAL_DOMAINS.of(site);
  if (asked === undefined || value.kind === "error" || asked.member(key.domain) === undefined) return [];
  const goesOn = value.kind === "address" && value.host !== undefined && asked.member(value.host.text) === undefined;
  const onward = goesOn ? ` This line sends what they send on to ${code(value.host.text)}.` : "";
  return onward === "" ? [] : [`Anyone may send to this domain through this server.${onward}`];
}
