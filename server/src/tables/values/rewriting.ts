// The right sides of genericstable (a sender's new address) and domaintable (a domain's new name), and the keys of userdb.
import { ACCESS_WORD, addressFault } from "./address-fault.ts";
import { angled } from "./angled.ts";
import { joined } from "./joined.ts";
import { type Part, part, withoutEndingBackslash } from "./part.ts";

/**
 * `address`: the sender becomes `user@host`, or `user@` the server's own name where there is no host. `odd`: several words (joined by
 * dots), a list (not divided), `@host`, a way through another host, or `user@`: no address that anybody could answer to; so an address in
 * double quotes, which is a user at this server's name. What sendmail drops (`smtp:`, a dot or semicolon at the end) is not part of it.
 */
export type GenericsValue =
  | { readonly kind: "address"; readonly user: Part; readonly host: Part | undefined }
  | {
      readonly kind: "odd";
      readonly why: "words" | "list" | "no-user" | "no-host" | "unbalanced" | "nothing" | "quotes";
      readonly text: Part;
    };

/** A word and a colon, which sendmail drops. */
const DROPPED = /^\s*[\w-]+\s*:(?=[^:]*[^:\s][^:]*$)/;

/** Reads a value of genericstable; any text is fine. */
export function readGenericsValue(written: string): GenericsValue {
  const value = withoutEndingBackslash(written);
  const angle = angled(value);
  const [prefix = ""] = angle === undefined ? (DROPPED.exec(value) ?? []) : [];
  const whole = angle ?? part(value, prefix.length);
  // Comments and spaces around dots are dropped.
  const { text: all, hasWords, unbalanced } = joined(whole.text);
  const read = all.includes("@") ? all.replace(/(?<=[^.;@])[.;]+$/, "") : all;
  const text = { ...whole, text: read };
  if ((unbalanced ?? joined(value).unbalanced) !== undefined) return { kind: "odd", why: "unbalanced", text };
  if (read === "") return { kind: "odd", why: "nothing", text };
  if (hasWords) return { kind: "odd", why: "words", text };
  if (text.text.includes(",")) return { kind: "odd", why: "list", text };
  const at = text.text.lastIndexOf("@");
  if (/^"[^"]*@[^"]*"$/.test(read)) return { kind: "odd", why: "quotes", text };
  if (at === -1) return { kind: "address", user: text, host: undefined };
  if (text.text.startsWith("@")) return { kind: "odd", why: "no-user", text };
  if (at === text.text.length - 1) return { kind: "odd", why: "no-host", text };
  const place = value.lastIndexOf("@", text.end - 1);
  return {
    kind: "address",
    user: part(value, text.start, place),
    host: { ...part(value, place + 1, text.end), text: text.text.slice(at + 1) },
  };
}

/**
 * `name`: the domain becomes this one. `odd`: several words (joined by dots), an address (the result has two `@`), a colon or `%1` (553:
 * no mailer and no arguments here; `nothing`: no more than a comment, so that the name stays; `signs`: with what no host has in its
 * name), a list (553), an address in brackets or a name with an empty part (553), a semicolon (part of the name), a word of the access map (a host of that name).
 */
export type DomainValue =
  | { readonly kind: "name"; readonly name: Part }
  | { readonly kind: "odd"; readonly why: DomainOddity; readonly text: Part };

type DomainOddity =
  | "nothing"
  | "signs"
  | "unbalanced"
  | "words"
  | "address"
  | "colon"
  | "argument"
  | "list"
  | "literal"
  | "bare-address"
  | "empty-part"
  | "semicolon"
  | "access-word";

/** An address in brackets, which works despite its colons, but for one with dots. */
const IPV6 = /^\[(?:IPv6:)?[\da-f]*:[\da-f:]*\]$/i;

/** What makes a text no domain, the first that is true. */
const DOMAIN_ODDITIES: readonly (readonly [form: RegExp, why: DomainOddity])[] = [
  [/@/, "address"],
  [/^\[.*\./, "literal"],
  [/^\d{1,3}(?:\.\d{1,3}){3}$/, "bare-address"],
  [/:/, "colon"],
  [/%[1-9]/, "argument"],
  [/,/, "list"],
  [/;/, "semicolon"],
  [/^\.|\.\.[^.]/, "empty-part"],
  [ACCESS_WORD, "access-word"],
];

/** Reads a value of domaintable; any text is fine. @param key in brackets, it takes the place of `%0` */
export function readDomainValue(written: string, key = ""): DomainValue {
  const value = withoutEndingBackslash(key.startsWith("[") ? written.replaceAll("%0", key) : written);
  const { text: read, hasWords, unbalanced } = joined(value);
  const text = { ...part(value, 0), text: read };
  if (unbalanced !== undefined) return { kind: "odd", why: "unbalanced", text };
  if (hasWords) return { kind: "odd", why: "words", text };
  const odd = IPV6.test(read) ? undefined : DOMAIN_ODDITIES.find(([form]) => form.test(read));
  if (odd !== undefined) return { kind: "odd", why: odd[1], text };
  // sendmail fills in the key for %0.
  if (read === "") return { kind: "odd", why: "nothing", text };
  return addressFault(`u@${read.replaceAll("%0", "x")}`) === undefined
    ? { kind: "name", name: text }
    : { kind: "odd", why: "signs", text };
}

/** A key of userdb: `user:maildrop` says where a user's mail goes, `user:mailname` what the user is called outside. */
export interface UserdbKey {
  readonly user: Part;
  /** In lower case; anything else than `maildrop`, `mailname` and the site's own fields is never asked for. */
  readonly field: string;
  readonly fieldPart: Part;
}

/** Reads a key of userdb; undefined where it has no colon, so that nothing asks for it. */
export function readUserdbKey(key: string): UserdbKey | undefined {
  const colon = key.lastIndexOf(":");
  if (colon === -1) return undefined;
  const fieldPart = part(key, colon + 1);
  return { user: part(key, 0, colon), field: fieldPart.text.toLowerCase(), fieldPart };
}
