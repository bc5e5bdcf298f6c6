// The right side of a mailertable: `mailer:host`, `mailer:user@host`, `error:...`, or what sendmail takes no notice of.
import { type ErrorReply, readErrorReply } from "./error-reply.ts";
import { type Part, part, TOKEN, withoutEndingBackslash } from "./part.ts";

/** One host of a list. sendmail tries those between colons one after the other, those between commas in any order. */
export interface Host extends Part {
  /** Brackets: the host itself, and not where its MX records point. */
  readonly isExact: boolean;
}

/**
 * `mailer`: mail goes to `host` by `mailer` (in any case); where `user` is there, every recipient becomes that user at the host
 * (`recipient` is both). `host` is all that follows: a comment, a second word, a port become part of its name. `local`: it goes to a
 * local user, empty for the user of the address. `ignored`: without `mailer:` the entry is not used, and mail goes to the MX of its domain.
 */
export type MailertableValue =
  | ErrorReply
  | {
      readonly kind: "mailer";
      readonly mailer: Part;
      readonly host: Part;
      readonly hosts: readonly Host[];
      readonly user: Part | undefined;
      readonly recipient: Part | undefined;
    }
  | { readonly kind: "local"; readonly mailer: Part; readonly user: Part }
  | { readonly kind: "ignored"; readonly text: Part };

/** Spaces, and comments, which sendmail drops. */
const GAP = String.raw`(?:\s|\([^()]*\))*`;
/**
 * The mailer and its colon. Where a dot follows the first word, sendmail drops both and looks again, so that of `gw.example.net:25` it
 * takes `net` for the mailer.
 */
const MAILER = new RegExp(String.raw`^${GAP}(?:(?!\[)(?:${TOKEN})?${GAP}\.${GAP})*(?!\[)(\\?${TOKEN})${GAP}:\s*`);

/** A mailer's name and its colon, as nearly all values begin. */
const PLAIN = /^[\w-]+:(?!\s)/;

/** A dot right before the colon: sendmail reads it as the mailer. */
const DOT = new RegExp(String.raw`^${GAP}(?:(?!\[)(?:${TOKEN})?${GAP}\.${GAP})+:\s*`);

/** Reads a value; any text is fine. */
export function readMailertableValue(written: string): MailertableValue {
  const value = withoutEndingBackslash(written);
  // Of nothing but a backslash sendmail makes a mailer without a name.
  if (value === "" && written !== "") return new MailerValue(written, part(written, 0), written.length);
  const error = readErrorReply(value, "mailertable");
  if (error !== undefined) return error;
  const [all, name] = startOf(value);
  if (all === undefined || name === undefined) {
    const [dotted] = DOT.exec(value) ?? [];
    if (dotted === undefined) return { kind: "ignored", text: part(value, 0) };
    const dot = dotted.lastIndexOf(".");
    return new MailerValue(value, part(value, dot, dot + 1), dotted.length);
  }
  const from = all.lastIndexOf(name, all.lastIndexOf(":") - 1);
  const mailer = part(value, from, from + name.length);
  if (name.toLowerCase() !== "local") return new MailerValue(value, mailer, all.length);
  const end = endAfter(value, all.length);
  const at = value.indexOf("@", all.length);
  // What follows the @ is dropped, but for one that is first; one that is last stays.
  if (at === all.length && at + 1 < end) return { kind: "local", mailer, user: part(value, at + 1, end) };
  return { kind: "local", mailer, user: part(value, all.length, at === -1 || at + 1 >= end ? end : at) };
}

/** The mailer's name, and all up to what follows its colon; nothing where no mailer is named. */
function startOf(value: string): readonly (string | undefined)[] {
  if (!PLAIN.test(value)) return MAILER.exec(value) ?? [];
  const colon = value.indexOf(":");
  return [value.slice(0, colon + 1), value.slice(0, colon)];
}

/** Where a comment in parentheses begins, which sendmail drops, after some place; else the end. */
function endAfter(value: string, start: number): number {
  const comment = value.endsWith(")") ? /\([^()]*\)$/.exec(value) : null;
  return comment === null || comment.index <= start ? value.length : comment.index;
}

/** Most readers ask only for the mailer: the rest is taken apart when it is asked for. */
class MailerValue {
  readonly kind = "mailer";
  readonly mailer: Part;
  readonly #value: string;
  readonly #start: number;
  #host: Part | undefined;
  #hosts: readonly Host[] | undefined;

  constructor(value: string, mailer: Part, start: number) {
    this.mailer = mailer;
    this.#value = value;
    this.#start = start;
  }

  /** Where the user's @ is; -1 where there is none, or nothing on one of its sides. */
  get #at(): number {
    const at = this.#value.indexOf("@", this.#start + 1);
    return at + 1 < this.#value.length ? at : -1;
  }

  get user(): Part | undefined {
    const at = this.#at;
    return at === -1 ? undefined : part(this.#value, this.#start, at);
  }

  get recipient(): Part | undefined {
    return this.#at === -1 ? undefined : part(this.#value, this.#start, this.#end);
  }

  get host(): Part {
    const at = this.#at;
    this.#host ??= part(this.#value, at === -1 ? this.#start : at + 1, this.#end);
    return this.#host;
  }

  get #end(): number {
    return endAfter(this.#value, this.#start);
  }

  get hosts(): readonly Host[] {
    this.#hosts ??= hostsIn(this.#value.slice(0, this.#end), this.host.start);
    return this.#hosts;
  }
}

/** Divides a list of hosts at the colons and commas outside of brackets. */
function hostsIn(value: string, from: number): readonly Host[] {
  const first = value.slice(from);
  // What nearly all lines have.
  if (/^[\w.-]+$|^\[[\w.-]+\]$/.test(first))
    return [{ text: first, start: from, end: value.length, isExact: first.startsWith("[") }];
  const hosts: Host[] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at <= value.length; at++) {
    const character = value.charAt(at);
    if (character === "[") depth++;
    else if (character === "]") depth--;
    else if (at === value.length || (depth <= 0 && (character === ":" || character === ","))) {
      const host = part(value, start, at);
      if (host.text !== "") hosts.push({ ...host, isExact: /^\[.*\]$/.test(host.text) });
      start = at + 1;
    }
  }
  return hosts;
}
