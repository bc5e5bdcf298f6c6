// The left side of a login (`AuthInfo:smtp.example.com`), in authinfo and in access: the server that it is for.
import { classifyKey } from "../../tables/key.ts";
import { markedKey, TEMPLATE } from "../address-key.ts";

export type LoginKey =
  /** `AuthInfo:` alone: every server that no other line is about. */
  | { readonly kind: "all" }
  /** The name or address that the connection goes to, in lower case. */
  | { readonly kind: "server"; readonly server: string }
  /** sendmail never asks for it. `meant`: the whole key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

const TAG = /^authinfo:/i;

/** A name as servers have it, or an address; IPv6 addresses have a tag of their own. */
const SOUND = /^(?:ipv6:[\da-f:.]+|[\w.-]*[\w-])$/i;

/** The first numbers of an IPv4 address. */
const NETWORK = /^\d{1,3}(?:\.\d{1,3}){0,2}$/;

/** `[192.0.2.1]`, which is what a server is called whose address SMART_HOST names. */
const LITERAL = /^\[(?:\d+(?:\.\d+){3}|ipv6:[\da-f:.]+)\]$/i;

/** What nearly all keys are: the tag and a name or an IPv4 address. */
const PLAIN = /^authinfo:[a-z][\w-]*(?:\.[\w-]+)*$/i;

/** True for a key that is about a login. */
export function isLoginKey(key: string): boolean {
  return TAG.test(key);
}

/**
 * Reads a whole key, tag included. sendmail asks for the name that the connection goes to, for its address, then for `AuthInfo:`
 * (test/oracle/kinds/authinfo.test.ts).
 *
 * @param inAccess in the access map sendmail also looks up the networks of the address
 */
export function loginKey(key: string, inAccess = false): LoginKey {
  if (PLAIN.test(key)) return { kind: "server", server: key.slice(key.indexOf(":") + 1).toLowerCase() };
  const server = key.replace(TAG, "").toLowerCase();
  const never = (why: string, host: string | undefined): LoginKey => ({
    kind: "never",
    why,
    meant: host !== undefined && (host === "" || SOUND.test(host)) ? `AuthInfo:${host}` : undefined,
  });
  const marked = markedKey(key, (one) => loginKey(one, inAccess));
  if (marked !== undefined) return marked;
  if (!TAG.test(key)) {
    const host = server.replace(/^authinfo$/, "").replace(/^auth\w*:/, "");
    return never("a key without AuthInfo: is not looked up", plainHost(host));
  }
  if (server === "") return { kind: "all" };
  if (/^\.[^.]/.test(server)) return never("sendmail looks up names without a dot before them", undefined);
  if (NETWORK.test(server) && !inAccess) return never("sendmail looks up whole addresses", undefined);
  if (SOUND.test(server) || LITERAL.test(server) || TEMPLATE.test(key)) return { kind: "server", server };
  const shape = classifyKey(server);
  if (shape.kind === "ipv6" && !shape.bracketed) return never("sendmail writes IPv6: before it", shape.spelling);
  if (server.includes("@")) return never("sendmail looks up servers, never users", undefined);
  if (server.includes("*")) return never("sendmail does not support wildcards", undefined);
  if (/:(?:\d+|smtps?|submissions?)$/.test(server))
    return never("sendmail looks it up without the port", plainHost(server));
  if (server.startsWith("[")) return never("sendmail looks up names without brackets", plainHost(server));
  if (server.endsWith(".")) return never("sendmail asks without a dot at the end", plainHost(server));
  return never("no server has such a name", server.replace(/^["'<]+|["'>,;/]+$/g, ""));
}

/**
 * The same key of a table of logins, where an address counts only as sendmail writes it (test/oracle/kinds/authinfo.test.ts).
 *
 * @param isCompressed the option UseCompressedIPv6Addresses; IPv6 addresses are then left alone
 */
export function asWritten(key: LoginKey, isCompressed: boolean): LoginKey {
  if (key.kind !== "server" || key.server.startsWith("[")) return key;
  const shape = classifyKey(key.server);
  if (shape.kind === "invalid" && shape.why === "address")
    return { kind: "never", why: "no server has such an address", meant: undefined };
  if (shape.kind !== "ipv4" && (shape.kind !== "ipv6" || isCompressed)) return key;
  return shape.spelling.toLowerCase() === key.server
    ? key
    : { kind: "never", why: "sendmail writes the address in another way", meant: `AuthInfo:${shape.spelling}` };
}

/** Without brackets, port and final dot. */
function plainHost(server: string): string {
  return server
    .replace(/:(?:\d+|smtps?|submissions?)$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.+$/, "");
}

/** The keys that sendmail asks the table authinfo for, in order, in lower case; the first that is there decides. */
export function loginKeysFor(server: string, address: string | undefined): readonly string[] {
  return [`authinfo:${server}`, ...(address === undefined ? [] : [`authinfo:${address}`]), "authinfo:"];
}
