// How the access map is searched: whole keys, then less and less of them (rulesets D, A, E, F, U and SearchList).

import { hasAccessWord } from "../../mc/index.ts";
import type { Run } from "../rulesets/run.ts";
import { isWord, join, stripQuotes, type Tokens, tokenize } from "../rulesets/tokens.ts";
import type { AccessEntry, AskedPolicy } from "./policy.ts";

/** An entry that matched, with its value cut into tokens. */
export interface Found {
  readonly entry: AccessEntry;
  readonly value: Tokens;
}

/** One lookup of exactly this key. An empty tag asks for the untagged entry. The value `?` is sendmail's mark for "not found". */
export function accessExact(run: Run, tag: string, key: Tokens): Found | undefined {
  const text = stripQuotes(join(key));
  const entry = run.policy.access?.lookup(tag === "" ? text : `${tag}:${text}`);
  if (entry === undefined) return undefined;
  if (isOdd(entry.value))
    run.doubts.add(`The value ${entry.value} in access has characters that sendmail takes for marks of its own.`);
  const value = tokenize(entry.value);
  return isWord(value, "?") ? undefined : { entry, value };
}

/**
 * Values with angle brackets as the rules use them, before anything else or without their partner (a link in a text is none), with
 * `%1`, with a lone backslash, and with a quote or a parenthesis without its partner, which sendmail refuses.
 */
function isOdd(value: string): boolean {
  if (value.startsWith("<") || /[<>]|%\d|\\$/.test(value.replace(/<(?!TMPF>)[^<>]*>/gi, ""))) return true;
  let rest = value.replace(/\\.|"(?:[^"\\]|\\.)*"/g, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/\([^()]*\)/g, "");
  }
  return /["()]/.test(rest);
}

/** With the tag, then (if `both`) without. */
function lookUpKey(run: Run, key: Tokens, tag: string, both: boolean): Found | undefined {
  return accessExact(run, tag, key) ?? (both && key.length > 0 ? accessExact(run, "", key) : undefined);
}

/** SKIP ends a search for hosts and addresses, where the configuration asked for it. */
function skips(run: Run, found: Found): boolean {
  return isWord(found.value, "SKIP") && accessArgument(run.policy, "skip");
}

/** True if FEATURE(`access_db') was given this argument, or the feature of that name is on. */
export function accessArgument({ features }: AskedPolicy, name: string): boolean {
  return hasAccessWord(features, name);
}

/** D: a host name or a literal in brackets; then its parent domains, or its nets. */
export function lookUpDomain(run: Run, key: Tokens, tag: string, both: boolean): Found | undefined {
  const found = lookUpKey(run, key, tag, both) ?? dottedParent(run, key, tag, both);
  if (found) return skips(run, found) ? undefined : found;
  const net = netOfLiteral(key);
  if (net) return lookUpDomain(run, net, tag, both);
  const dot = key.indexOf(".", 1);
  return dot > 0 && dot < key.length - 1 ? lookUpDomain(run, key.slice(dot + 1), tag, both) : undefined;
}

/** lookupdotdomain: `.example.org` covers what lies below example.org. */
function dottedParent(run: Run, key: Tokens, tag: string, both: boolean): Found | undefined {
  if (!accessArgument(run.policy, "lookupdotdomain")) return undefined;
  const dot = key.indexOf(".", 1);
  return dot > 0 && dot < key.length - 1 ? lookUpKey(run, key.slice(dot), tag, both) : undefined;
}

/** `[192.0.2.7]` without its last part; undefined where nothing can be taken off. */
function netOfLiteral(key: Tokens): Tokens | undefined {
  const n = key.length;
  if (n < 5 || key[0] !== "[" || key[n - 1] !== "]") return undefined;
  const net = shorter(key.slice(1, -1));
  return net && ["[", ...net, "]"];
}

/** An address without its last part. */
function shorter(key: Tokens): Tokens | undefined {
  const n = key.length;
  if (n >= 4 && key[n - 2] === ":" && key[n - 3] === ":") return key.slice(0, -3);
  if (n >= 3 && (key[n - 2] === ":" || key[n - 2] === ".")) return key.slice(0, -2);
  return undefined;
}

/** A: a network address, then the nets that it is in. */
export function lookUpAddress(run: Run, key: Tokens, tag: string, both: boolean): Found | undefined {
  if (key.length === 0) return undefined;
  const found = lookUpKey(run, key, tag, both);
  if (found) return skips(run, found) ? undefined : found;
  const net = shorter(key);
  return net && lookUpAddress(run, net, tag, both);
}

/** Variants of an address with a detail: `user+*@host`, then `user@host`. `tail` begins at the `@`. */
function withoutDetail(run: Run, key: Tokens, at: number, tag: string, both: boolean): Found | undefined {
  const plus = key.indexOf("+", 1);
  if (plus < 0 || at < plus) return undefined;
  const user = key.slice(0, plus);
  const tail = key.slice(at);
  return lookUpKey(run, [...user, "+", "*", ...tail], tag, both) ?? lookUpKey(run, [...user, ...tail], tag, both);
}

/** F: a whole address. */
export function lookUpFull(run: Run, local: Tokens, domain: Tokens, tag: string, both: boolean): Found | undefined {
  const key = [...local, "@", ...domain];
  const found = lookUpKey(run, key, tag, both);
  if (found) return found;
  const plus = key.indexOf("+", 1);
  const at = plus < 0 ? -1 : key.indexOf("@", plus + 1);
  return at < 0 || at === key.length - 1 ? undefined : withoutDetail(run, key, at, tag, both);
}

/** U: a user name, looked up with a trailing `@`. */
export function lookUpUser(run: Run, local: Tokens, tag: string, both: boolean): Found | undefined {
  const key = [...local, "@"];
  return lookUpKey(run, key, tag, both) ?? withoutDetail(run, key, key.length - 1, tag, both);
}
