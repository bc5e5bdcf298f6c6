// Queries as people and programs write them: defaults for what they leave out, and a check of what they say.
import { IPv4, IPv6 } from "ipaddr.js";
import { spellIpv6 } from "../tables/key.ts";
import type { ClientResolve, DnsAnswers, Query } from "./types.ts";

/** A stranger's transaction; what a query leaves out is taken from here. */
export const defaultQuery: Query = {
  clientAddress: "203.0.113.77",
  clientName: "mail.stranger.example",
  clientResolve: "OK",
  sender: "x@stranger.example",
  recipient: "victim@elsewhere.example",
  authType: "",
};

const RESOLVE: readonly string[] = ["OK", "FAIL", "TEMP", "FORGED"] satisfies ClientResolve[];
const TEXTS = ["clientAddress", "clientName", "sender", "recipient", "authType", "authName", "tlsVerify"] as const;
const MORE_TEXTS = [
  "certIssuer",
  "certSubject",
  "certName",
  "clientPtr",
  "helo",
  "daemonFlags",
  "listener",
  "hostName",
] as const;
const KEYS: ReadonlySet<string> = new Set([
  ...TEXTS,
  ...MORE_TEXTS,
  "clientResolve",
  "cipherBits",
  "hostAddresses",
  "dns",
]);

/**
 * A query out of parsed JSON. What is missing comes from `defaultQuery`; a client without a name gets its address in
 * brackets, and then does not resolve unless the query says so. Gives a sentence on what is wrong with it instead.
 */
export function parseQuery(value: unknown): Query | { readonly error: string } {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { error: "A query is a JSON object." };
  const given = new Map(Object.entries(value));
  for (const name of given.keys())
    if (!KEYS.has(name)) return { error: `"${name}" is not a part of a query. Its parts are ${[...KEYS].join(", ")}.` };
  const texts: Record<string, string> = {};
  for (const name of [...TEXTS, ...MORE_TEXTS]) {
    const text = given.get(name);
    if (text === undefined || text === null) continue;
    if (typeof text !== "string") return { error: `"${name}" must be a text.` };
    texts[name] = text;
  }
  if (texts.clientAddress !== undefined) texts.clientAddress = asSendmailWrites(texts.clientAddress);
  const resolve = given.get("clientResolve");
  if (resolve !== undefined && (typeof resolve !== "string" || !RESOLVE.includes(resolve)))
    return { error: `"clientResolve" must be one of ${RESOLVE.join(", ")}.` };
  const bits = given.get("cipherBits");
  if (bits !== undefined && typeof bits !== "number") return { error: '"cipherBits" must be a number.' };
  const addresses = given.get("hostAddresses");
  if (addresses !== undefined && !isTexts(addresses)) return { error: '"hostAddresses" must be a list of texts.' };
  const dns = given.get("dns");
  const wrong = dns === undefined ? undefined : wrongAnswers(dns);
  if (wrong !== undefined) return { error: wrong };
  const nameless = texts.clientAddress !== undefined && texts.clientName === undefined;
  return {
    ...defaultQuery,
    ...(nameless ? { clientName: `[${texts.clientAddress}]`, clientResolve: "FAIL" as const } : {}),
    ...texts,
    ...(resolve === undefined ? {} : { clientResolve: resolve as ClientResolve }),
    ...(bits === undefined ? {} : { cipherBits: bits }),
    ...(addresses === undefined ? {} : { hostAddresses: addresses.map(asSendmailWrites) }),
    ...(dns === undefined ? {} : { dns: dns as DnsAnswers }),
  };
}

const isMx = (value: unknown): boolean => value === "TEMP" || isTexts(value);
const isFailure = (value: unknown): boolean => value === "PERM" || value === "TEMP";

/** The parts of `dns`, what each must be, in words and as a test. */
const ANSWERS: Readonly<Record<keyof DnsAnswers, readonly [what: string, fits: (value: unknown) => boolean]>> = {
  senders: ['an object with "PERM" or "TEMP" for each domain', (value) => everyValue(value, isFailure)],
  mx: ['an object with a list of hosts or "TEMP" for each domain', (value) => everyValue(value, isMx)],
  notCanonical: ["a list of texts", isTexts],
};

function everyValue(value: unknown, fits: (value: unknown) => boolean): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(fits);
}

/** What is wrong with the answers of the name service that a query gives, as a sentence. */
function wrongAnswers(dns: unknown): string | undefined {
  if (typeof dns !== "object" || dns === null || Array.isArray(dns)) return '"dns" must be an object.';
  for (const [name, value] of Object.entries(dns)) {
    const [, answer] = Object.entries(ANSWERS).find(([known]) => known === name) ?? [];
    if (answer === undefined)
      return `"${name}" is not a part of "dns". Its parts are ${Object.keys(ANSWERS).join(", ")}.`;
    const [what, fits] = answer;
    if (!fits(value)) return `"${name}" in "dns" must be ${what}.`;
  }
  return undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

/** True for an IP address in a form that `asSendmailWrites` takes. */
export function isIpAddress(text: string): boolean {
  const written = asSendmailWrites(text);
  return IPv4.isValidFourPartDecimal(written) || IPv6.isValid(written.replace(/^IPv6:/, ""));
}

/** An address as in `${client_addr}`: brackets off, IPv6 with all its groups and `IPv6:` first. Other texts stay as they are. */
export function asSendmailWrites(address: string): string {
  const text = address.trim().replace(/^\[(.*)\]$/, "$1");
  const bare = text.replace(/^ipv6:/i, "");
  return bare.includes(":") && IPv6.isValid(bare) && !bare.includes("%") ? spellIpv6(IPv6.parse(bare).parts) : text;
}
