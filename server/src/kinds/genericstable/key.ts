// The left side of a genericstable line: which sender it is about.
import { readAddressKey, userFault } from "../address-key.ts";

export type Key =
  /** `user`, `user+detail`, `user+*`: a sender without a domain. */
  | { readonly kind: "word"; readonly word: string }
  /** `user@example.com`, `user+detail@example.com`, `user+*@example.com`. */
  | { readonly kind: "user"; readonly user: string; readonly domain: string }
  /** `@example.com`: all senders of the domain that no other line is about. */
  | { readonly kind: "domain"; readonly domain: string }
  /** sendmail never asks for it. `meant`: the key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** `user++` and `++`, and `+*` without a user. */
const DETAIL = /^(?:([^@+]+)\+\+|\+[*+])(?=@|$)/;

/** Reads a key. */
export function keyOf(key: string): Key {
  const read = readAddressKey(key);
  if (read.kind === "never") return read;
  const detail = DETAIL.exec(key);
  if (detail !== null) {
    const [all, user = ""] = detail;
    if (user === "") return { kind: "never", why: "no user is before the plus sign", meant: undefined };
    const meant = `${user}+*${key.slice(all.length)}`;
    return { kind: "never", why: "only the virtusertable has ++ for any detail", meant };
  }
  if (read.kind === "address")
    return read.user === "" ? { kind: "domain", domain: read.domain } : { ...read, kind: "user" };
  const { word } = read;
  if (/[:,;]$/.test(word))
    return {
      kind: "never",
      why: "what is at its end becomes part of the key",
      meant: /^[\w.+-]+$/.test(word.replace(/[:,;]+$/, "")) ? word.replace(/[:,;]+$/, "") : undefined,
    };
  const fault = /^[\w.+-]+$/.test(word) ? undefined : userFault(word);
  if (fault !== undefined) return { kind: "never", ...fault };
  return word.replace(/\+\*$/, "").includes("*")
    ? { kind: "never", why: "sendmail does not support wildcards", meant: undefined }
    : { kind: "word", word };
}
