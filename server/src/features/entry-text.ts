// What a line of a table does, in plain words.
import type { TableFile } from "../site/types.ts";
import type { KeyShape } from "../tables/key.ts";
import type { TableEntry } from "../tables/types.ts";
import { code } from "./record-markdown.ts";

/** Number of addresses with thousands separated, and for IPv6 as a power of two. */
export function addressCount(shape: KeyShape): string | undefined {
  if (shape.kind === "ipv4") return shape.count === 1 ? "1 address" : `${grouped(shape.count)} addresses`;
  if (shape.kind === "ipv6") return shape.hostBits === 0 ? "1 address" : `2^${shape.hostBits} addresses`;
  return undefined;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The network of a key in the notation that people use elsewhere: `192.168.2.0/24`. */
export function cidrOf(shape: KeyShape): string | undefined {
  if (shape.kind === "ipv4") return `${[...shape.octets, 0, 0, 0].slice(0, 4).join(".")}/${8 * shape.octets.length}`;
  if (shape.kind === "ipv6") {
    const groups = shape.groups.map((group) => group.toString(16)).join(":");
    return `${shape.hostBits === 0 ? groups : `${groups}::`}/${128 - shape.hostBits}`;
  }
  return undefined;
}

/** Whom a key means: "every host in 192.168.2.0/24 (256 addresses)". */
export function whoIs(shape: KeyShape): string {
  switch (shape.kind) {
    case "empty":
      return "everybody that no other line is about";
    case "ipv4":
    case "ipv6": {
      const single = shape.kind === "ipv4" ? shape.count === 1 : shape.hostBits === 0;
      return single ? `the host ${shape.spelling}` : `every host in ${cidrOf(shape)} (${addressCount(shape)})`;
    }
    case "domain":
      return shape.leadingDot ? `every name below ${shape.name}` : `${shape.name} and every name below it`;
    case "address":
      return shape.domain === ""
        ? `the user ${shape.user} in any domain of this server`
        : `the address ${shape.user}@${shape.domain}`;
    default:
      return "nobody: sendmail never sees anything spelt like this";
  }
}

/** One or two sentences on what a line does; Markdown. */
export function entryText(entry: TableEntry, file: TableFile): string {
  if (file.role === "class") return classText(entry, file.className);
  const who = whoIs(entry.shape);
  const what = accessText(entry, who);
  return what ?? `${code(entry.lookup)} is answered with ${code(entry.value)}.`;
}

const CLASS_TEXT: Readonly<Record<string, (who: string) => string>> = {
  R: (who) => `Hosts: ${who} may relay to anywhere. Recipients: anyone may send mail to them through this server.`,
  w: (who) => `Mail for ${who.replace(/ and every name below it$/, "")} is delivered on this host.`,
  t: (who) => `${who} may set another sender address without a warning.`,
};

function classText(entry: TableEntry, className: string | undefined): string {
  const who = className === "w" || className === "t" ? code(entry.key) : whoIs(entry.shape);
  const known = className === undefined ? undefined : CLASS_TEXT[className];
  return known?.(who) ?? `${code(entry.key)} is a member of class ${className ?? "that is read from this file"}.`;
}

function accessText(entry: TableEntry, who: string): string | undefined {
  const tag = entry.tag.toLowerCase();
  const capital = who.charAt(0).toUpperCase() + who.slice(1);
  const { action } = entry;
  if (action.kind === "relay") {
    if (tag === "connect") return `${capital} may relay to anywhere.`;
    if (tag === "to") return `Anyone may send mail to ${who} through this server.`;
    if (tag === "from") return `Relays for senders that claim to be ${who}, but only with FEATURE(relay_mail_from).`;
    if (tag === "") return `${capital} may relay to anywhere, and anyone may send mail there through this server.`;
  }
  const subject = SUBJECTS[tag];
  if (subject === undefined) return undefined;
  const verb = VERBS[action.kind];
  return verb === undefined ? undefined : `${subject(who)} ${verb}.`;
}

const SUBJECTS: Readonly<Record<string, (who: string) => string>> = {
  "": (who) => `Mail from ${who}, as client or as sender,`,
  connect: (who) => `A connection from ${who}`,
  from: (who) => `Mail whose sender is ${who}`,
  to: (who) => `Mail to ${who}`,
};

const VERBS: Readonly<Record<string, string>> = {
  ok: "is accepted, whatever other checks say of it; this does not let it relay",
  reject: "is refused with a standard message",
  discard: "is accepted and thrown away, without a word to the sender",
  skip: "is not decided here: the search ends at this line",
  error: "is refused with the reply that is written here",
  reply: "is refused with the reply that is written here",
  quarantine: "is accepted and kept in the quarantine until an administrator looks at it",
  text: "is refused with this text as the reply",
};
