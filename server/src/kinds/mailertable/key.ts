// The left side of a mailertable line: whose mail it is about.
import { type MailertableValue, readMailertableValue } from "../../tables/values/mailertable.ts";
import { markedKey, TEMPLATE } from "../address-key.ts";
import { domainFault } from "../domain-fault.ts";

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
const SOUND = /^\.?[^\s.*@:,;/[\]<>"'()\\]+(?:\.[^\s.*@:,;/[\]<>"'()\\]+)*$/;

/** What nearly all keys are. */
const PLAIN = /^\.?[\w-]+(?:\.[\w-]+)*$/;

/** Reads a key. sendmail asks for the domain of the address, then for `.parent` of each parent, then for `.`. */
export function keyOf(key: string): Key {
  if (key === ".") return { kind: "all" };
  const dot = key.startsWith(".") ? "." : "";
  const found = (): Key => ({ kind: dot === "" ? "domain" : "below", domain: key.slice(dot.length) });
  if (PLAIN.test(key) || TEMPLATE.test(key)) return found();
  const never = (why: string, meant: string | undefined): Key => ({
    kind: "never",
    why,
    meant: meant !== undefined && SOUND.test(meant) ? meant : undefined,
  });
  const marked = markedKey(key, keyOf);
  if (marked !== undefined) return marked;
  if (key.includes("@")) {
    const domain = key.slice(key.lastIndexOf("@") + 1);
    return never("sendmail looks up domains, never addresses", key.startsWith("@") ? domain : undefined);
  }
  const fault = domainFault(key.slice(dot.length));
  if (fault !== undefined) return never(fault.why, fault.meant && `${dot}${fault.meant}`);
  if (key.includes("*")) return never("sendmail does not support wildcards", key.replace(/^\*\.?/, "."));
  if (/[^.]\.+$/.test(key)) return never("sendmail looks it up without a final dot", key.replace(/\.+$/, ""));
  if (key.includes(":")) return never("no domain has a colon", key.replace(/:$/, ""));
  if (/[,;]/.test(key)) return never("no domain has a comma or semicolon", key.replace(/[,;]$/, ""));
  if (key.includes("/")) return never("no domain has a slash", undefined);
  if (key.includes("..")) return never("no domain has two dots in a row", key.replace(/\.\.+/g, "."));
  return found();
}

/**
 * True where a digit after `%` has a value: with `.domain` 1 is all that is before it and 2 the label right before it, with `.` 1 is the
 * whole domain. 0 is the key itself (test/oracle/kinds/hovers.test.ts).
 */
export function hasArgument({ kind }: Key, digit: string): boolean {
  return (
    digit === "0" || (digit === "1" && (kind === "below" || kind === "all")) || (digit === "2" && kind === "below")
  );
}

/**
 * The right side as sendmail fills it in: `%0` is the key itself, `%%` a percent sign. What `%1` is in a line for many names is not known;
 * `varies`: the mailer is named by it.
 */
export function readFor(value: string, key: Key): MailertableValue | { readonly kind: "varies" } {
  if (key.kind === "never" || !value.includes("%")) return readMailertableValue(value);
  const whole = key.kind === "all" ? "." : key.kind === "below" ? `.${key.domain}` : key.domain;
  const filled = value.replace(/%([%\d])/g, (all, sign: string) => {
    if (sign === "0") return whole;
    return sign === "%" || hasArgument(key, sign) ? all : "";
  });
  const read = readMailertableValue(filled);
  return read.kind === "ignored" && /^[^:]*(?<!%)%\d[^:]*:/.test(filled) ? { kind: "varies" } : read;
}

/** The keys that sendmail asks for to route mail for a domain, in order; the first that is there decides. */
export function keysFor(domain: string): readonly string[] {
  const labels = domain.split(".");
  return [domain, ...labels.slice(1).map((_, at) => `.${labels.slice(at + 1).join(".")}`), "."];
}
