// The left side of a genericstable line: which sender it is about.
import { MARK, readAddressKey } from "../address-key.ts";

export type Key =
  /** `user`, `user+detail`, `user+*`: a sender without a domain. */
  | { readonly kind: "word"; readonly word: string }
  /** `user@example.com`, `user+detail@example.com`, `user+*@example.com`. */
  | { readonly kind: "user"; readonly user: string; readonly domain: string }
  /** `@example.com`: all senders of the domain that no other line is about. */
  | { readonly kind: "domain"; readonly domain: string }
  /** sendmail never asks for it. `meant`: the key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** Reads a key. */
export function keyOf(key: string): Key {
  const read = readAddressKey(key);
  if (read.kind === "never") return read;
  if (read.kind === "address")
    return read.user === "" ? { kind: "domain", domain: read.domain } : { ...read, kind: "user" };
  const { word } = read;
  if (word.startsWith("\uFEFF")) return { kind: "never", why: MARK, meant: word.slice(1) };
  if (/[:,;]$/.test(word))
    return {
      kind: "never",
      why: "what is at its end becomes part of the key",
      meant: /^[\w.+-]+$/.test(word.replace(/[:,;]+$/, "")) ? word.replace(/[:,;]+$/, "") : undefined,
    };
  return word.replace(/\+\*$/, "").includes("*")
    ? { kind: "never", why: "sendmail does not support wildcards", meant: undefined }
    : { kind: "word", word };
}
