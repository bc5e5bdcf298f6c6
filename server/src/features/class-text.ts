// What a word of a class file does, in plain words.

import { USER_CLASSES } from "../kinds/class/kind.ts";
import { nameFault, userFault } from "../rules/values/class-words.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import { classifyKey, type KeyShape } from "../tables/key.ts";
import type { TableEntry } from "../tables/types.ts";
import { earlier, unreadNote } from "./entry-text.ts";
import { capital, isSingleAddress, whoIs, whyNever } from "./key-text.ts";
import { code } from "./markdown.ts";
import { type EntrySurroundings, surroundingsOf } from "./surroundings.ts";

/** What a word of a class file does and what is to be known about it. */
export function classEntryText(entry: TableEntry, file: TableFile, site: MailSite): readonly string[] {
  const first = earlier(entry, file);
  return [
    classWordText(file.className, entry.key, surroundingsOf(site), entry.shape),
    ...unreadNote(file, site),
    ...(first === undefined ? [] : [`Line ${first.line + 1} names the same.`]),
  ];
}

/** What the text about a word is made of. */
interface ClassWord {
  readonly member: string;
  /** The word in backticks. */
  readonly name: string;
  readonly shape: KeyShape;
  readonly around: EntrySurroundings;
  /** The domains that it covers (`` `x.example` and every name below it ``), where a feature adds the names below a domain; undefined where that is none. */
  readonly covers: (entire: string) => string | undefined;
}

const feature = (name: string): string => code(`FEATURE(\`${name}')`);
const idle = (why: string): string => `**This does nothing:** ${why}.`;

const NO_BRACKETS = idle("it is not about addresses in brackets");

const isBracketed = (shape: KeyShape): boolean => "bracketed" in shape && shape.bracketed;

/** A text about the domains that a word covers, which a feature extends to the names below them. */
function ofDomains(word: ClassWord, entire: string, text: (names: string) => string): string {
  if (isBracketed(word.shape)) return NO_BRACKETS;
  const names = word.covers(entire);
  return names === undefined
    ? idle(`a word that begins with a dot is for the names below a domain, which needs ${feature(entire)}`)
    : text(names);
}

/** Where senders are changed. */
function whereChanged({ around }: ClassWord): string {
  if (!around.known) return "in what this server sends";
  return around.on("masquerade_envelope") ? "in headers and envelopes" : "in headers, not in envelopes";
}

/** A text about senders whose names are masqueraded or not. */
const masqueraded =
  (text: (word: ClassWord) => string): ((word: ClassWord) => string) =>
  (word) =>
    word.around.masquerades ? text(word) : idle("no MASQUERADE_AS gives senders another name");

/** Settings that send mail for local users elsewhere. */
const HUBS = ["MAIL_HUB", "LOCAL_RELAY", "LUSER_RELAY"];

/** Whom a member of a class lets do what, by class. */
const TEXTS: Readonly<Record<string, (word: ClassWord) => string>> = {
  R: (word) => capital(relaying(word)),
  w: ownName,
  t: ({ name }) => `${name} may send mail under another name without a warning.`,
  M: masqueraded((word) =>
    ofDomains(
      word,
      "masquerade_entire_domain",
      (names) => `Senders at ${names} get the masquerade name ${whereChanged(word)}.`,
    ),
  ),
  N: masqueraded(({ name, shape }) => {
    if (isBracketed(shape)) return NO_BRACKETS;
    const names = shape.kind === "domain" ? whoIs(shape) : name;
    return `Senders at ${names} keep their own names: they are not masqueraded.`;
  }),
  E: masqueraded(({ name }) => `Mail of the user ${name} keeps the name of this host: it is not masqueraded.`),
  L: localUser,
  G: (word) =>
    word.around.on("genericstable")
      ? ofDomains(
          word,
          "generics_entire_domain",
          (names) => `Senders at ${names} are looked up in the genericstable, ${whereChanged(word)}.`,
        )
      : idle(`${feature("genericstable")} is off`),
  VirtHost: (word) =>
    word.around.relaysVirtual ? `${lookedUp(word)} It is a relay domain as well: ${relaying(word)}` : lookedUp(word),
  LDAPRoute: ({ name, shape, around }) => {
    if (!around.on("ldap_routing")) return idle(`${feature("ldap_routing")} is off`);
    return isBracketed(shape) ? NO_BRACKETS : `Mail for users at ${name} is routed by LDAP.`;
  },
  Canonify: ({ name, shape, around }) => {
    if (!around.on("nocanonify")) return idle(`all names are looked up without ${feature("nocanonify")}`);
    if (isBracketed(shape)) return NO_BRACKETS;
    const names = shape.kind === "domain" ? whoIs(shape) : name;
    return `Names at ${names} are looked up in DNS and completed, despite ${feature("nocanonify")}.`;
  },
  TrustAuthMech: ({ name }) => `Anyone who logs in with ${name} may relay to anywhere.`,
};

/** Whose mail no hub gets. */
function localUser({ name, around }: ClassWord): string {
  if (around.known && !HUBS.some((hub) => around.setting(hub)))
    return idle(`neither ${HUBS.join(" nor ")} sends mail for users elsewhere`);
  if (!around.on("stickyhost")) return `Mail to the user ${name} stays on this host and does not go to the hub.`;
  const others = around.known ? `; of addresses with a domain ${feature("stickyhost")} does not ask this file` : "";
  return `Mail to the user ${name} without a domain stays on this host${others}.`;
}

/**
 * What a member of a class means.
 *
 * @param className as in the .cf, without braces
 */
export function classWordText(
  className: string | undefined,
  member: string,
  around: EntrySurroundings,
  shape: KeyShape = classifyKey(member),
): string {
  const name = code(member);
  const text = className === undefined || !Object.hasOwn(TEXTS, className) ? undefined : TEXTS[className];
  if (text === undefined) return `${name} is a member of class ${className ?? "that is read from this file"}.`;
  const why = whyIdle(className ?? "", member, shape);
  return why === undefined
    ? text({ member, name, shape, around, covers: (entire) => covered(name, shape, around, entire) })
    : why;
}

/** Why nothing equals a member; undefined where something may. */
function whyIdle(className: string, member: string, shape: KeyShape): string | undefined {
  const fault = USER_CLASSES.has(className)
    ? userFault(member, className)
    : nameFault(member, shape, className, undefined);
  if (fault !== undefined) return `**This does nothing.** ${fault.why.replace(/\n.*/s, "")}`;
  if (USER_CLASSES.has(className) || (shape.kind !== "cidr" && shape.kind !== "wildcard")) return undefined;
  // Only what is relayed for covers the names below a domain by itself.
  if (shape.kind === "wildcard" && className !== "R") return idle("sendmail does not support `*`");
  return `**This never matches:** ${whyNever(member, shape, NO_WORDS) ?? ""}`;
}

/** Nothing that whyNever says of networks and wildcards depends on access_db. */
const NO_WORDS = { accessWord: () => false };

function covered(name: string, shape: KeyShape, around: EntrySurroundings, entire: string): string | undefined {
  if (shape.kind !== "domain") return name;
  // Of a .cf by itself it is not known what its rules add.
  const withBelow = around.known ? around.on(entire) : shape.leadingDot;
  if (withBelow) return whoIs(shape);
  return shape.leadingDot ? undefined : code(shape.name);
}

/** What mail and which clients a name of this host is about. */
function ownName({ member, name, shape, around }: ClassWord): string {
  const hub = around.known ? around.setting("MAIL_HUB") : undefined;
  const here = hub ? "is for users of this host, and MAIL_HUB sends it on" : "is delivered on this host";
  if (shape.kind === "ipv4" || shape.kind === "ipv6") {
    if (!isSingleAddress(shape)) return idle("a network is not a name of this host, and nobody writes mail to one");
    if (!shape.bracketed)
      return idle(
        `nobody writes mail to an address like this; it is written ${code(`user@[${shape.spelling}]`)}, with brackets`,
      );
    const isAsked = member.slice(1, -1).toLowerCase() === shape.spelling.toLowerCase();
    const client = isAsked ? " The client with that address may relay to anywhere." : "";
    return `Mail for users at ${name}${isAsked ? "" : ", spelt like this,"} ${here}.${client}`;
  }
  if (isBracketed(shape)) return `Mail for users at ${name} ${here}.`;
  return `Mail for ${name} ${here}; mail for names below it is not. A client of that name may relay to anywhere.`;
}

/** Whose addresses a word of class VirtHost has looked up. */
function lookedUp(word: ClassWord): string {
  if (!word.around.on("virtusertable")) return `Nothing is looked up: ${feature("virtusertable")} is off.`;
  if (isBracketed(word.shape)) return "Addresses in brackets are not looked up in the virtusertable.";
  const names = word.covers("virtuser_entire_domain");
  return names === undefined
    ? `Nothing is looked up in the virtusertable: for the names below a domain that needs ${feature("virtuser_entire_domain")}.`
    : `Addresses at ${names} are looked up in the virtusertable.`;
}

/** Whom a word of class R lets relay. Begins in lower case. */
function relaying({ member, name, shape, around }: ClassWord): string {
  if (/^\[unix:/i.test(member))
    return "programs that connect through a UNIX socket may hand over mail, as all on this host may anyway.";
  const toAddresses = `anyone may send mail to users at ${name} through this server.`;
  if (isBracketed(shape)) {
    if (shape.kind !== "domain" && !isSingleAddress(shape))
      return "**This never matches:** a network is written without brackets.";
    return `${toAddresses} No client relays by it: ${shape.kind === "domain" ? "its name" : "its address"} has no brackets.`;
  }
  if (shape.kind === "ipv6" && !isAsked(member, shape, around))
    return `**This never matches:** sendmail looks for this address as ${code(shape.spelling)}.`;
  if (shape.kind === "ipv4" || shape.kind === "ipv6") return `${whoIs(shape)} may relay to anywhere.`;
  const isHostsOnly = around.known && around.on("relay_hosts_only");
  if (isHostsOnly && shape.kind === "domain" && shape.leadingDot)
    return `nobody relays by this word: with ${feature("relay_hosts_only")} names are compared as a whole.`;
  const who = shape.kind === "domain" ? whoIs(shape, isHostsOnly) : name;
  return `${who} may relay to anywhere, and anyone may send mail there through this server.`;
}

/** True where an address may be what sendmail compares with: it has one spelling, and a class may have a colon after a prefix. */
function isAsked(
  member: string,
  shape: Extract<KeyShape, { readonly kind: "ipv6" }>,
  around: EntrySurroundings,
): boolean {
  if (/^t/i.test(around.setting("confUSE_COMPRESSED_IPV6_ADDRESSES") ?? "")) return shape.marked;
  const isPrefix = shape.groups.length < 8 && /[^:]:$/.test(member);
  return (isPrefix ? member.slice(0, -1) : member).toLowerCase() === shape.spelling.toLowerCase();
}
