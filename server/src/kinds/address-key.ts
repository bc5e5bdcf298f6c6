// Keys that are mail addresses: what virtusertable and genericstable have in common on their left sides.
import { INVISIBLE } from "../tables/space.ts";
import { domainFault } from "./domain-fault.ts";

export type AddressKey =
  /** `user@domain`; `user` is empty for `@domain`. */
  | { readonly kind: "address"; readonly user: string; readonly domain: string }
  /** A word without an `@`. */
  | { readonly kind: "word"; readonly word: string }
  /** sendmail never asks for it. `meant`: the key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** A place that a program fills in before the file is used. */
export const TEMPLATE = /\{\{|<%|\$\{|@@|%\(/;

/** A byte order mark, which editors do not show, is part of the first key of a file. */
export const MARK = "an invisible byte order mark is before it";

/** A key with a byte order mark, as its reader gives it; undefined for all others. `meant`: the key without it, where `read` finds nothing wrong with that. */
export function markedKey(
  key: string,
  read: (key: string) => { readonly kind: string },
): { readonly kind: "never"; readonly why: string; readonly meant: string | undefined } | undefined {
  if (!key.startsWith("\uFEFF")) return undefined;
  const meant = key.replace(/^\uFEFF+/, "");
  return { kind: "never", why: MARK, meant: read(meant).kind === "never" ? undefined : meant };
}

/** A domain as sendmail asks for one. */
const DOMAIN = /^[^\s.*@:/[\]<>,;]+(?:\.[^\s.*@:/[\]<>,;]+)*$/;

/** What is wrong with a domain, and what is meant. */
const FAULTS: readonly (readonly [form: RegExp, why: string, meant: (domain: string) => string])[] = [
  [/[^.]\.+$/, "sendmail asks without a dot at the end", (domain) => domain.replace(/\.+$/, "")],
  [/:$/, "a colon at the end becomes part of the key", (domain) => domain.replace(/:+$/, "")],
  [/[,;]$/, "what is at its end becomes part of the key", (domain) => domain.replace(/[,;]+$/, "")],
  [/\*/, "sendmail does not support wildcards", () => ""],
  [/^\./, "sendmail looks up domains without a dot before them", () => ""],
];

/** What is wrong with a user, and what is meant: sendmail drops quotes and comments before it asks, and commas and colons end a name. */
const USER_FAULTS: readonly (readonly [form: RegExp, why: string, meant: ((user: string) => string) | undefined])[] = [
  [/^\uFEFF/, MARK, (user) => user.slice(1)],
  [/^".*"$/, "sendmail asks without quotes", (user) => user.slice(1, -1)],
  [new RegExp(INVISIBLE, "u"), "an invisible character is part of it", (user) => user.replace(INVISIBLE, "")],
  [/["\\()<>]/, "no address has such a user", undefined],
  [/^\w+:(?=[^:]+$)/, "a word and a colon are not part of an address", (user) => user.replace(/^\w+:/, "")],
  [/[@,]|(?<!:):(?!:)/, "only an address in double quotes has such a user", undefined],
];

/** A whole address in quotes. */
const QUOTED = /^(["'`‘“])[^"'`’”]*@[^"'`’”]*["'`’”]$/;

/** What nearly all of a million keys are. */
const PLAIN = /^[\w.+-]*@[\w-]+(?:\.[\w-]+)*$/;

/** Takes a key apart at its last `@`. What a template fills in counts as an address. */
export function readAddressKey(key: string): AddressKey {
  const at = key.lastIndexOf("@");
  if (PLAIN.test(key)) return { kind: "address", user: key.slice(0, at), domain: key.slice(at + 1) };
  if (TEMPLATE.test(key)) return { kind: "address", user: at === -1 ? key : key.slice(0, at), domain: "" };
  const never = (why: string, meant?: string): AddressKey => ({
    kind: "never",
    why,
    meant: meant !== undefined && readAddressKey(meant).kind === "address" ? meant : undefined,
  });
  if (at === -1) return { kind: "word", word: key };
  const user = key.slice(0, at);
  const domain = key.slice(at + 1);
  if (QUOTED.test(key)) return never("the quotes are part of the key", key.slice(1, -1));
  const odd = domainFault(domain);
  if (odd !== undefined) return never(odd.why, after(`${user}@`, odd.meant));
  if (!DOMAIN.test(domain)) {
    const fault = FAULTS.find(([form]) => form.test(domain));
    if (fault === undefined)
      return never(domain === "" ? "no domain is after the @" : "no mail address has such a domain");
    const [, why, meant] = fault;
    return never(why, `${user}@${meant(domain)}`);
  }
  const fault = userFault(user);
  if (fault !== undefined) return never(fault.why, after("", fault.meant, `@${domain}`));
  // `user+*` and `+*` are keys for all details.
  if (!user.replace(/\+\*$/, "").includes("*")) return { kind: "address", user, domain };
  return never("sendmail does not support wildcards", user === "*" ? `@${domain}` : undefined);
}

const after = (before: string, meant: string | undefined, rest = ""): string | undefined =>
  meant === undefined ? undefined : `${before}${meant}${rest}`;

/** What is wrong with the user of a key, and what is meant, where that is plain. */
export function userFault(user: string): { readonly why: string; readonly meant: string | undefined } | undefined {
  const [, why, meant] = USER_FAULTS.find(([form]) => form.test(user)) ?? [];
  return why === undefined ? undefined : { why, meant: meant?.(user) };
}
