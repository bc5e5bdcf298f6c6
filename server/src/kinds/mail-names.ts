// The names in lines of tables: domains, local users and mail addresses, which mean the same in every file of a server.
import type { TableEntry } from "../tables/types.ts";
import type { Part } from "../tables/values/part.ts";
import type { Span } from "../text.ts";

/**
 * `domain`: the name or address of a host, a domain or a network. `user`: a name of this server without a domain. `address`: a whole
 * mail address.
 */
export type NamedThing = "domain" | "user" | "address";

/** A name where it is written. */
export interface MailName {
  readonly thing: NamedThing;
  /** As written; without the dots, brackets and tags around it. */
  readonly text: string;
  readonly span: Span;
}

/** A text, and where it is in a file. */
export interface Written {
  readonly text: string;
  readonly span: Span;
}

/** The same name in any case is the same name. */
export function isSameName(a: Pick<MailName, "thing" | "text">, b: Pick<MailName, "thing" | "text">): boolean {
  return a.thing === b.thing && a.text.toLowerCase() === b.text.toLowerCase();
}

/** The key of an entry. */
export function keyIn({ key, keySpan }: TableEntry): Written {
  return { text: key, span: keySpan };
}

/** The whole value of an entry. */
export function valueIn({ value, valueSpan }: TableEntry): Written {
  return { text: value, span: valueSpan };
}

/** A part of a value. */
export function partIn({ valueSpan: { source, start } }: TableEntry, part: Part): Written {
  return { text: part.text, span: { source, start: start + part.start, end: start + part.end } };
}

/** What is around the name of a domain without being part of it. */
const DOMAIN = /^(?:\[|\.)?(?<name>[\w-]+(?:[.:][\w-]*)*[\w-]|[\w-]+)(?:\]|\.)?$/;

/** The domain, host or network that a text is; [] for any other text, and for one with places to fill in (`%1`). */
export function domainName({ text, span }: Written): readonly MailName[] {
  const name = DOMAIN.exec(text)?.groups?.name;
  if (name === undefined) return [];
  const start = span.start + text.indexOf(name);
  return [{ thing: "domain", text: name, span: { source: span.source, start, end: start + name.length } }];
}

const USER = /^\\?(?<name>[\w.=-]+)(?:\+[^@]*)?$/;

/** The local user that a text names; [] for any other text. */
export function userName({ text, span }: Written): readonly MailName[] {
  const name = USER.exec(text)?.groups?.name;
  if (name === undefined) return [];
  const start = span.start + (text.startsWith("\\") ? 1 : 0);
  return [{ thing: "user", text: name, span: { source: span.source, start, end: start + name.length } }];
}

/**
 * The names in `user@domain`: the whole address, and its domain. `@domain` names a domain only.
 *
 * @param plain what a text without an `@` is
 */
export function addressNames(written: Written, plain: "user" | "domain" | "nothing"): readonly MailName[] {
  const { text, span } = written;
  const at = text.lastIndexOf("@");
  if (at === -1) return plain === "user" ? userName(written) : plain === "domain" ? domainName(written) : [];
  const domain = domainName({ text: text.slice(at + 1), span: { ...span, start: span.start + at + 1 } });
  const isWhole = at > 0 && domain.length > 0 && /^[^\s%*<>,]+$/.test(text);
  return [...(isWhole ? [{ thing: "address" as const, text, span }] : []), ...domain];
}
