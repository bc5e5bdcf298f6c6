// The left side of a mailertable line: whose mail it is about.
import { MARK } from "../address-key.ts";

export type Key =
  /** `example.com`: this name alone. */
  | { readonly kind: "domain"; readonly domain: string }
  /** `.example.com`: every name below it, and not the name itself. */
  | { readonly kind: "below"; readonly domain: string }
  /** `.`: whatever no other line is about. */
  | { readonly kind: "all" }
  /** sendmail never asks for it. `meant`: the key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** A key that may match. */
const SOUND = /^\.?[^\s.*@:,;/[\]]+(?:\.[^\s.*@:,;/[\]]+)*$/;

/** Reads a key. sendmail asks for the domain of the address, then for `.parent` of each parent, then for `.`. */
export function keyOf(key: string): Key {
  if (key === ".") return { kind: "all" };
  if (SOUND.test(key))
    return key.startsWith(".") ? { kind: "below", domain: key.slice(1) } : { kind: "domain", domain: key };
  const never = (why: string, meant: string | undefined): Key => ({
    kind: "never",
    why,
    meant: meant !== undefined && SOUND.test(meant) ? meant : undefined,
  });
  if (key.startsWith("\uFEFF")) return never(MARK, key.slice(1));
  if (key.includes("@")) {
    const domain = key.slice(key.lastIndexOf("@") + 1);
    return never("sendmail looks up domains, never addresses", key.startsWith("@") ? domain : undefined);
  }
  if (key.startsWith("[")) return never("mail for an address in brackets is not looked up", undefined);
  if (key.includes("*")) return never("sendmail does not support wildcards", key.replace(/^\*\.?/, "."));
  if (/\.\.+$|^\.\.|[^.]\.$/.test(key))
    return never("sendmail looks it up without a final dot", key.replace(/\.+$/, ""));
  if (key.includes(":")) return never("no domain has a colon", key.replace(/:$/, ""));
  if (/[,;]/.test(key)) return never("no domain has a comma or semicolon", key.replace(/[,;]$/, ""));
  if (key.includes("/")) return never("no domain has a slash", undefined);
  return key.startsWith(".") ? { kind: "below", domain: key.slice(1) } : { kind: "domain", domain: key };
}

/** The keys that sendmail asks for to route mail for a domain, in order; the first that is there decides. */
export function keysFor(domain: string): readonly string[] {
  const labels = domain.split(".");
  return [domain, ...labels.slice(1).map((_, at) => `.${labels.slice(at + 1).join(".")}`), "."];
}
