// The left side of a domaintable line: the old name of a domain.
import { markedKey, TEMPLATE } from "../address-key.ts";
import { domainFault } from "../domain-fault.ts";

export type Key =
  /** `old.example`: this name alone. */
  | { readonly kind: "domain"; readonly domain: string }
  /** sendmail never asks for it. `meant`: the key that it may stand for. */
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** A key that may match. */
const SOUND = /^[^\s.*@:/[\]<>,;"'()\\]+(?:\.[^\s.*@:/[\]<>,;"'()\\]+)*$/;

/** Reads a key. sendmail asks for the whole domain of an address, and for nothing else. */
export function keyOf(key: string): Key {
  if (TEMPLATE.test(key)) return { kind: "domain", domain: key };
  const never = (why: string, meant?: string): Key => ({
    kind: "never",
    why,
    meant: meant !== undefined && SOUND.test(meant) ? meant : undefined,
  });
  const marked = markedKey(key, keyOf);
  if (marked !== undefined) return marked;
  if (key.startsWith("@")) return never("sendmail looks up the domain without an @", key.slice(1));
  if (key.includes("@")) return never("sendmail looks up domains, never addresses");
  const fault = domainFault(key);
  if (fault !== undefined) return never(fault.why, fault.meant);
  if (SOUND.test(key)) return { kind: "domain", domain: key };
  if (key.includes("*")) return never("sendmail does not support wildcards");
  if (key.startsWith(".")) return never("it does not cover the domains below");
  if (/[^.]\.+$/.test(key)) return never("sendmail looks it up without a final dot", key.replace(/\.+$/, ""));
  if (/[:,;]$/.test(key)) return never("what is at its end becomes part of the key", key.replace(/[:,;]+$/, ""));
  return never("no domain has such a name");
}
