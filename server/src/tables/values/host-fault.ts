// Why what a mailertable line names cannot be a host, or not a user of this server: asked of sendmail.
import { IPv6 } from "ipaddr.js";
import { addressFault } from "./address-fault.ts";
import { joined } from "./joined.ts";
import type { Host } from "./mailertable.ts";
import type { Part } from "./part.ts";

/** Mailers that speak SMTP to the host that they are given, in lower case. */
const TCP: ReadonlySet<string> = new Set(["smtp", "esmtp", "smtp8", "dsmtp", "relay"]);

/** True for a mailer that looks its host up and connects to it. */
export function isTcp({ text }: Part): boolean {
  return TCP.has(text.toLowerCase());
}

/** What is wrong with a host. */
export interface HostFault {
  /** What is wrong: the whole list, or one host of it. */
  readonly part: Part;
  /** A clause, such as "A path is not a host". */
  readonly why: string;
  /** What to do. */
  readonly advice: string;
  /** What is meant, where that is plain. */
  readonly better: string | undefined;
}

/** What no host has, why, and what is meant where that is plain. */
type Form = readonly [pattern: RegExp, why: string, meant: ((host: string) => string) | undefined];

const WORDS: Form = [/\s/, "A space becomes a dot in the host's name", (host) => host.replace(/\s+/g, ":")];
const UNBALANCED: Form = [/[<>()"]/, "A quote or bracket has no other half", undefined];

const FORMS: readonly Form[] = [
  [/^\/\//, "A URL is not a host", (host) => host.replace(/^\/+/, "")],
  [/^\//, "A path is not a host", undefined],
  [/^\w+:\/\//, "A URL is not a host", (host) => host.replace(/^\w+:\/+/, "").replace(/\/$/, "")],
  [/\//, "No host has a slash in its name", undefined],
  [/\*/, "sendmail does not support wildcards in a host", undefined],
  [/(?:^|[[:,])\.|\.\./, "No host has two dots in a row or a dot first", undefined],
  [/;/, "A semicolon does not separate hosts", (host) => host.replace(/\s*;\s*/g, ":")],
  [/[<>]/, "A host name does not contain such brackets", (host) => host.replace(/^<([^<>]+)>$/, "[$1]")],
  [/["'`‘’“”]/, "Quotes are part of the host's name", (host) => host.replace(/["'`‘’“”]/g, "")],
  [/\[[^\]]*$|^[^[]*\]|\[[^\]]*\[|\][^[]*\]/, "A bracket has no partner", (host) => `[${host.replace(/[[\]]/g, "")}]`],
  [/\[\]|^[:,]+$/, "There is no host", undefined],
  [/^@/, "There is nothing before the @", (host) => host.slice(1)],
  [/@/, "No host has an @ in its name", undefined],
  [/[^\w.:,[\]%-]|%(?!\d)/, "No host has such characters in its name", undefined],
  [/[^.:,[\]]{64}|[^:,]{256}/, "No host has such a long name", undefined],
];

/** One host that has none of these faults, as most lines of a long table have it. */
const SOUND = /^(?:\[[\w-]+(?:\.[\w-]+)*\]|[\w-]+(?:\.[\w-]+)*)$/;
const SOUND_LENGTH = 63;

/** What is wrong with a host, or with several. */
function formOf(name: string): Form | undefined {
  if (name.length <= SOUND_LENGTH && SOUND.test(name)) return undefined;
  return FORMS.find(([pattern]) => pattern.test(name));
}

/** True for one host that ends in a letter, as names do: nothing can be wrong with it. */
function isSoundName(name: string): boolean {
  return name.length <= SOUND_LENGTH && /[A-Za-z]\]?$/.test(name) && SOUND.test(name);
}

const SEVERAL = "Write one host, or several with colons between them: sendmail tries them in order.";

/** A name, in brackets or not. */
const NAME = /^\[?[\w.-]*[A-Za-z]\]?$/;

/** An address in brackets with four numbers. */
const IN_BRACKETS = /^\[\d+(?:\.\d+){3}\]$/;

/** An address in brackets with colons. */
const IPV6 = /^\[(?:IPv6:)?([^\]]*:[^\]]*)\]$/i;

/** Four numbers without brackets. */
const BARE_ADDRESS = /^\d+(?:\.\d+){3}$/;

/** What is wrong with the hosts after `mailer:`, of a mailer that connects to them; undefined where nothing is. */
export function hostFault(host: Part, hosts: readonly Host[]): HostFault | undefined {
  if (isSoundName(host.text)) return undefined;
  // What is dropped does no harm: comments, spaces around dots and brackets.
  const { text: name, hasWords, unbalanced } = joined(host.text);
  const form = unbalanced !== undefined ? UNBALANCED : hasWords ? WORDS : formOf(name);
  if (form === undefined) {
    for (const one of hosts) {
      const fault = addressTrouble(one);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  const [, why, meant] = form;
  const better = meant?.(host.text);
  const isBetter = better !== undefined && !/\s/.test(better) && !FORMS.some(([pattern]) => pattern.test(better));
  return { part: host, why, advice: SEVERAL, better: isBetter ? better : undefined };
}

/** What is wrong with one host that looks like an address. */
function addressTrouble(host: Host): HostFault | undefined {
  const { text } = host;
  // Names end in a letter, nearly always, and have no colon.
  if (NAME.test(text) || !/[\d\]:]$/.test(text)) return undefined;
  const isWrong = text.split(/[[\].]/).some((number) => Number(number) > 255);
  const why = "This is not an IP address";
  if (isWrong && (IN_BRACKETS.test(text) || BARE_ADDRESS.test(text)))
    return { part: host, why, advice: "Each of its four numbers is at most 255.", better: undefined };
  const ipv6 = IPV6.exec(text)?.[1];
  if (ipv6 !== undefined && !IPv6.isValid(ipv6))
    return { part: host, why, advice: "Write an IPv6 address as [IPv6:2001:db8::1].", better: undefined };
  if (!BARE_ADDRESS.test(text)) return undefined;
  const better = `[${text}]`;
  return {
    part: host,
    why: "An IP address without brackets is a name to sendmail",
    advice: `It looks the name up in the DNS and says "Host unknown". Write ${better}.`,
    better,
  };
}

/** What follows `local:` and is not a user of this server: `program` for what only aliases may name, `user` for the rest; undefined for a user. */
export function userFault(user: Part): "program" | "user" | undefined {
  const { text, hasWords, unbalanced } = joined(user.text);
  if (text === "") return undefined;
  if (/^"?(?:\||\/|:include:)/i.test(text)) return "program";
  return hasWords || unbalanced !== undefined || /[,:;<>@]/.test(text) || addressFault(text) !== undefined
    ? "user"
    : undefined;
}
