// The left side of a virtusertable line: whose mail it is about.
import { readAddressKey } from "../address-key.ts";

/** Keys that are found, in the order in which sendmail asks: `detail` (`user+*@d`, `user++@d`), `user`, `any-detail` (`+*@d`, `++@d`), `domain`. */
export type Key =
  /** `user@example.com`, `user+detail@example.com`: this address alone. */
  | { readonly kind: "user"; readonly user: string; readonly domain: string }
  /** `user+*@example.com`: the user with a detail. */
  | { readonly kind: "detail"; readonly user: string; readonly domain: string }
  /** `+*@example.com`: everybody with a detail. */
  | { readonly kind: "any-detail"; readonly domain: string }
  /** `@example.com`: everybody whom no other line is about. */
  | { readonly kind: "domain"; readonly domain: string }
  /** sendmail never asks for it. `meant`: the key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** The last key that was read: one rule after the other asks for the same. */
let last: { readonly text: string; readonly key: Key } | undefined;

/** Reads a key. */
export function keyOf(text: string): Key {
  if (last?.text !== text) last = { text, key: read(text) };
  return last.key;
}

function read(text: string): Key {
  const key = readAddressKey(text);
  if (key.kind === "never") return key;
  if (key.kind === "word") {
    const isDomain = /^[\w-]+(?:\.[\w-]+)+$/.test(key.word);
    return { kind: "never", why: "a key needs an @", meant: isDomain ? `@${key.word}` : undefined };
  }
  const { user, domain } = key;
  if (user === "") return { kind: "domain", domain };
  if (user === "+*" || user === "++") return { kind: "any-detail", domain };
  const detail = /^(.+)\+[*+]$/.exec(user)?.[1];
  return detail === undefined ? { kind: "user", user, domain } : { kind: "detail", user: detail, domain };
}

/** The keys that sendmail asks for, in order; the first that is there decides. Source: m4/proto.m4, and asking. */
export function keysFor(user: string, domain: string): readonly string[] {
  const plus = user.indexOf("+", 1);
  if (plus === -1) return [`${user}@${domain}`, `@${domain}`];
  const name = user.slice(0, plus);
  const some = plus + 1 < user.length;
  return [
    `${user}@${domain}`,
    ...(some ? [`${name}++@${domain}`] : []),
    `${name}+*@${domain}`,
    `${name}@${domain}`,
    ...(some ? [`++@${domain}`] : []),
    `+*@${domain}`,
    `@${domain}`,
  ];
}
