// Why an address or a user's name on a right side cannot be one: asked of sendmail for aliases and the virtusertable alike.
import { hasReservedByte } from "../reserved-bytes.ts";
import { joined } from "./joined.ts";

/**
 * `two-at`: "Invalid route address". `bad-host`: "Invalid host name". `port`: what follows the colon is read as the user. `port-as-host`: after an IPv6 address with `::` it is read as the host. `bare-ipv6`: an address with neither `IPv6:` nor `::` is read as a user. `colon`: "Colon
 * illegal in host name part". `no-user`, `no-host`: "User address required", "Hostname required". `character`: "Syntax error in mailbox
 * address". `long`: "Address too long". `single-quotes`: part of the name. `name`: no user can have it. `host-name`: no host can.
 * `bare-address`: "Host unknown", since an IP address without brackets is a name to look up.
 */
export type AddressFault =
  | "two-at"
  | "bad-host"
  | "port"
  | "port-as-host"
  | "bare-ipv6"
  | "colon"
  | "no-user"
  | "no-host"
  | "character"
  | "long"
  | "single-quotes"
  | "name"
  | "host-name"
  | "bare-address";

/** What is said of `host-name`. */
export const HOST_NAME =
  "No host has such a name, so mail for this recipient comes back.\nHost names have letters, digits, hyphens and dots. Write names in other scripts in their xn-- form.";

/** What is said of `bare-address`. */
export const BARE_ADDRESS =
  "An IP address without brackets is a name to sendmail, and mail comes back.\nIt looks the name up in the DNS and says Host unknown. Write the address in brackets, user@[192.0.2.1].";

/** What is said of `port-as-host`. */
export const PORT_AS_HOST =
  "A recipient cannot have a port: sendmail takes the number for the host.\nIt sends the mail to a host of that name. Remove the port. To deliver to another port, use a mailertable line and a mailer of its own.";

/** What is said of `bare-ipv6`. */
export const BARE_IPV6 =
  "Without IPv6: sendmail takes this address for a user, and finds none.\nIt says User unknown. Write it as [IPv6:2001:db8:0:0:0:0:0:1].";

/** Words of the access map, in upper case as they are written there: in lower case they may be names. */
export const ACCESS_WORD = /^(?:REJECT|DISCARD|OK|RELAY|ACCEPT|DENY)$/;

/** Names that nobody has: with a dot at an end, with brackets, stars, question marks, slashes or what quotes in shells; and what nobody sees. */
const NO_NAME = /^[.+-]?$|[[\]{}?*|`#\u00a0\ufeff\uff01-\uff5e]|^[.!/]|^~|[.!]$|\.\.|\w\/|^\$\{?[A-Za-z]/;

/** What no name of a host has, an address in brackets aside: the DNS has ASCII names only. */
const NO_HOST = /^(?!\[[\w.:-]+\]\.*$).*[^\w.:-]/s;

/** What is said of `character` where a file in Latin-1 has other bytes. */
export const LATIN_CHARACTER =
  "In UTF-8 a letter here has a byte that sendmail refuses in addresses.\nIt complains about an 8-bit character. This is so for À to ß (Ä, Ö, Ü, ß), in names and comments too. Write it without such letters.";

/** Control characters, which sendmail refuses in addresses. */
const CONTROL = /(?![\t-\r])\p{Cc}/u;

/** Bytes of an address that sendmail takes. */
const MOST_BYTES = 255;

/** True for a recipient that is too long. */
export function isTooLong(address: string): boolean {
  return address.length > MOST_BYTES;
}

/** What nearly all are, and nothing is wrong with. */
const PLAIN = /^[a-z0-9][\w+=-]*(?:\.[\w+=-]+)*(?:@(?!\d+(?:\.\d+){3}$)[\w-]+(?:\.[\w-]+)*)?$/i;

/** True for an ordinary name or address, of which nothing is wrong. */
export function isPlainAddress(address: string): boolean {
  return !isTooLong(address) && PLAIN.test(address);
}

/** What is wrong with an address, or with the name of a user of this server; undefined where nothing is. */
export function addressFault(address: string): AddressFault | undefined {
  if (isTooLong(address)) return "long";
  if (PLAIN.test(address)) return undefined;
  if (CONTROL.test(address) || hasReservedByte(address)) return "character";
  if (/^'.*'$/.test(address)) return "single-quotes";
  // After a backslash the @ is part of the user.
  if (/^[^"]*\\@/.test(address)) return "name";
  if (/^[^@%!:"]+@[^@%!:]*@[^@%!:]+$/.test(address)) return "two-at";
  const host = /^[^"@]+@([^@]+)$/.exec(address)?.[1];
  if (host !== undefined) return hostFault(host);
  if (/^[^@]*[^@%]%+$/.test(address)) return "no-host";
  if (/^%(?!\d)[^@]+$/.test(address)) return "no-user";
  if (/^[^@"]*:[^@"]*:[^@";]*$|^"[^"]*\s[^"]*"$|^%+$/.test(address)) return "name";
  // What is after a plus is a detail, whatever it is.
  const name = address.replace(/^(\w[\w.=-]*)\+[\w.*?#{}|-]+$/, "$1");
  return /^[^@%:"\\]+$/.test(name) && NO_NAME.test(name) ? "name" : undefined;
}

function hostFault(written: string): AddressFault | undefined {
  // Semicolons at the end are dropped.
  const host = joined(written).text.replace(/;+$/, "");
  if (/^\[(?!ipv6:)[^\]]*:[^\]]*\]/i.test(host) && !host.includes("::")) return "bare-ipv6";
  if (/^\[[^\]]*:[^\]]*\]:\d+$/.test(host)) return host.includes("::") ? "port-as-host" : "port";
  if (/^\[[^:\]]*\]:\d+$/.test(host) || (/[^:\]]:\d+$/.test(host) && !host.includes("::"))) return "port";
  if (/^[^[]*::|^[^[:]+:$/.test(host)) return "colon";
  // In angle brackets nothing is dropped (in aliases); else all before the first colon, and no user has a colon in its name.
  if (/^[^[:]+:[^:]*$/.test(host)) return "colon";
  if (/^[^[]*:.*:/.test(host)) return "name";
  if (/^\d{1,3}(?:\.\d{1,3}){3}\.?$/.test(host)) return "bare-address";
  if (/^\.|\.\./.test(host.replace(/(?<=[^.])\.+$/, ""))) return "bad-host";
  // The virtusertable fills in %1.
  return NO_HOST.test(host.replace(/%\d/g, "x")) ? "host-name" : undefined;
}
