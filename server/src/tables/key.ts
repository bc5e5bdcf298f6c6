// What the key of an access or class entry names, and whether sendmail can ever see it spelt that way.
import { IPv4, IPv6 } from "ipaddr.js";
import { getDomain, getPublicSuffix, parse as parseDomain } from "tldts";
import { lowerCase } from "../text/lower-case.ts";

export type KeyShape =
  /** A tag alone (`ClientRate:`): the default for all. */
  | { readonly kind: "empty" }
  /** A host or domain name. */
  | {
      readonly kind: "domain";
      /** Without leading dot, trailing dot and brackets, in lower case. */
      readonly name: string;
      /** `.example.com`: what is below the domain, not the domain itself. */
      readonly leadingDot: boolean;
      readonly trailingDot: boolean;
      readonly bracketed: boolean;
    }
  /** An address (4 octets) or a net given by its first 1 to 3 octets. */
  | {
      readonly kind: "ipv4";
      readonly octets: readonly number[];
      /** Addresses that it covers. */
      readonly count: number;
      readonly trailingDot: boolean;
      readonly bracketed: boolean;
      /** As sendmail writes addresses when it looks them up: no leading zeros, no brackets, no dot at the end. */
      readonly spelling: string;
    }
  /** An IPv6 address (8 groups) or a net given by its first groups. */
  | {
      readonly kind: "ipv6";
      readonly groups: readonly number[];
      /** Bits that are left to the hosts: it covers 2 to the power of this many addresses. */
      readonly hostBits: number;
      /** Written with a leading `IPv6:`. */
      readonly marked: boolean;
      readonly bracketed: boolean;
      /** As sendmail looks it up: `IPv6:2001:db8:1`, all groups without leading zeros, never `::`. */
      readonly spelling: string;
    }
  /** A net in CIDR notation or with a netmask: sendmail knows neither. */
  | {
      readonly kind: "cidr";
      readonly family: 4 | 6;
      /** The address before the slash, as octets or groups. */
      readonly base: readonly number[];
      readonly length: number;
    }
  /** `user@` (this user in any domain of ours), `user@domain`; an empty user is `@domain`, which never matches. */
  | { readonly kind: "address"; readonly user: string; readonly domain: string }
  /** `*.example.com`, `192.0.2.*`: sendmail does not support wildcards. */
  | { readonly kind: "wildcard"; readonly rest: string }
  | { readonly kind: "invalid"; readonly why: "quotes" | "address" | "characters" };

const DIGITS_AND_DOTS = /^[\d.]+$/;
const NAME_CHARACTERS = /^[\w.-]+$/;
/** No label is empty, or starts or ends with a hyphen. */
const LABELS = /^\w+(?:-+\w+)*(?:\.\w+(?:-+\w+)*)*$/;

/** How sendmail calls clients that come through a socket of this host; cf/README grants to them in relay-domains. */
const LOCAL_SOCKET = /^unix:localhost$/i;
const SOCKET: KeyShape = {
  kind: "domain",
  name: "unix:localhost",
  bracketed: true,
  trailingDot: false,
  leadingDot: false,
};

/** Reads a key without its tag. Takes any text. */
export function classifyKey(key: string): KeyShape {
  if (key === "") return { kind: "empty" };
  if (DIGITS_AND_DOTS.test(key)) return ipv4(key, false) ?? { kind: "invalid", why: "address" };
  if (LABELS.test(key))
    return { kind: "domain", name: lowerCase(key), leadingDot: false, trailingDot: false, bracketed: false };
  if (NAME_CHARACTERS.test(key)) return domain(key, false) ?? { kind: "invalid", why: "characters" };
  const at = key.lastIndexOf("@");
  if (at !== -1) return { kind: "address", user: key.slice(0, at), domain: key.slice(at + 1) };
  if (key.includes('"')) return { kind: "invalid", why: "quotes" };
  if (key.includes("/")) return cidr(key) ?? { kind: "invalid", why: "characters" };
  if (key.includes("*")) return { kind: "wildcard", rest: key.replace(/^\*\.?|\.?\*$/g, "") };
  const bracketed = key.startsWith("[") && key.endsWith("]");
  const inner = bracketed ? key.slice(1, -1) : key;
  if (bracketed && LOCAL_SOCKET.test(inner)) return SOCKET;
  if (inner.includes(":")) return ipv6(inner, bracketed) ?? { kind: "invalid", why: "address" };
  if (DIGITS_AND_DOTS.test(inner)) return ipv4(inner, bracketed) ?? { kind: "invalid", why: "address" };
  return domain(inner, bracketed) ?? { kind: "invalid", why: "characters" };
}

/**
 * True if sendmail finds this key when it looks up a client's address: it asks for the address as it writes it itself, then
 * for ever shorter prefixes of whole octets or groups (cf/m4/proto.m4, LookUpAddress). False for all other kinds of key.
 */
export function isFoundByAddress(key: string, shape: KeyShape = classifyKey(key)): boolean {
  if (shape.kind === "ipv4") return key === shape.spelling;
  return shape.kind === "ipv6" && key.toLowerCase() === shape.spelling.toLowerCase();
}

/** Reads 1 to 4 octets; leading zeros are accepted here and missing from `spelling`. */
function ipv4(text: string, bracketed: boolean): KeyShape | undefined {
  const octets: number[] = [];
  const trailingDot = text.endsWith(".");
  const end = trailingDot ? text.length - 1 : text.length;
  let hasLeadingZero = false;
  for (let at = 0; at <= end; at++) {
    let octet = 0;
    const start = at;
    for (; at < end && text.charCodeAt(at) !== 46; at++) octet = octet * 10 + text.charCodeAt(at) - 48;
    if (at === start || at - start > 3 || octet > 255 || octets.length === 4) return undefined;
    hasLeadingZero ||= at - start > 1 && text.charCodeAt(start) === 48;
    octets.push(octet);
  }
  const spelling = hasLeadingZero ? octets.join(".") : text.slice(0, end);
  return { kind: "ipv4", octets, count: 256 ** (4 - octets.length), trailingDot, bracketed, spelling };
}

function ipv6(text: string, bracketed: boolean): KeyShape | undefined {
  const marked = /^ipv6:/i.test(text);
  const address = marked ? text.slice(5) : text;
  const groups = ipv6Groups(address);
  if (groups === undefined) return undefined;
  const hostBits = 128 - 16 * groups.length;
  return { kind: "ipv6", groups, hostBits, marked, bracketed, spelling: spellIpv6(groups) };
}

/** All groups of an address, or those that are written of a prefix (`2001:db8:1`, `2001:db8:1:`, `2001:db8:1::`). */
function ipv6Groups(text: string): readonly number[] | undefined {
  const prefix = text.replace(/(?<=[^:]):{1,2}$/, "");
  if (/^[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,7}$/i.test(prefix))
    return prefix.split(":").map((group) => Number.parseInt(group, 16));
  return isIpv6(text) ? IPv6.parse(text).parts : undefined;
}

/** The library tells by an exception, which costs more than all else where each of a million keys has a colon. */
function isIpv6(text: string): boolean {
  return /^[\da-f:.]+$/i.test(text) && IPv6.isValid(text);
}

/** Groups of an IPv6 address or prefix as sendmail writes them in `${client_addr}` and looks them up. */
export function spellIpv6(groups: readonly number[]): string {
  return `IPv6:${groups.map((group) => group.toString(16)).join(":")}`;
}

function cidr(key: string): KeyShape | undefined {
  const slash = key.indexOf("/");
  const address = key.slice(0, slash).replace(/^\[|\]$/g, "");
  const width = key.slice(slash + 1).replace(/\.$/, "");
  if (address.includes(":")) {
    const text = address.replace(/^ipv6:/i, "");
    const base = isIpv6(text) ? IPv6.parse(text).parts : padded(ipv6Groups(text), 8);
    return base !== undefined && isWidth(width, 128)
      ? { kind: "cidr", family: 6, base, length: Number(width) }
      : undefined;
  }
  const net = DIGITS_AND_DOTS.test(address) ? ipv4(address, false) : undefined;
  if (net?.kind !== "ipv4") return undefined;
  const length = isWidth(width, 32) ? Number(width) : maskLength(width);
  const base = padded(net.octets, 4);
  return length === undefined || base === undefined ? undefined : { kind: "cidr", family: 4, base, length };
}

function isWidth(text: string, most: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= most;
}

/** `255.255.254.0` as 23. */
function maskLength(text: string): number | undefined {
  return IPv4.isValidFourPartDecimal(text) ? (IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined) : undefined;
}

function padded(groups: readonly number[] | undefined, size: number): readonly number[] | undefined {
  return groups && [...groups, ...new Array<number>(size - groups.length).fill(0)];
}

function domain(text: string, bracketed: boolean): KeyShape | undefined {
  const leadingDot = text.startsWith(".");
  const trailingDot = text.length > 1 && text.endsWith(".");
  const name = text.slice(leadingDot ? 1 : 0, trailingDot ? -1 : undefined);
  if (!LABELS.test(name)) return undefined;
  return { kind: "domain", name: lowerCase(name), leadingDot, trailingDot, bracketed };
}

/** What the public suffix list (publicsuffix.org, as shipped with the tldts library) says of a name. */
export interface NameOwner {
  /** `com`, `co.uk`: strangers register below it. */
  readonly isPublicSuffix: boolean;
  /** A suffix that a company hands out (`github.io`), not a registry. */
  readonly isPrivateSuffix: boolean;
}

/** What is asked of the list. Addresses need not be looked for in what ends in a letter and has no colon. */
const FOR_ALL = { allowPrivateDomains: true, extractHostname: false };
const FOR_NAMES = { ...FOR_ALL, detectIp: false };

/** What nearly all names are. */
const NO_SUFFIX: NameOwner = { isPublicSuffix: false, isPrivateSuffix: false };

/** Looks a name up in the public suffix list: whether anyone may register below it. */
export function ownerOf(name: string): NameOwner {
  if (last?.name !== name) last = { name, owner: findOwner(name) };
  return last.owner;
}

/** The last name that was looked up: one question after the other is about the same line. */
let last: { readonly name: string; readonly owner: NameOwner } | undefined;

function findOwner(name: string): NameOwner {
  const asked = /^[\w.-]*[a-z]$/.test(name) ? FOR_NAMES : FOR_ALL;
  if (getPublicSuffix(name, asked) !== name) return NO_SUFFIX;
  const { isIcann, isPrivate } = parseDomain(name, asked);
  return { isPublicSuffix: isIcann === true || isPrivate === true, isPrivateSuffix: isPrivate === true };
}

/** The part of a name that belongs to one owner: `example.co.uk` of `mail.example.co.uk`; undefined for a suffix. */
export function registrableOf(name: string): string | undefined {
  return getDomain(name, FOR_ALL) ?? undefined;
}
