// The right side of a login: who logs in, and why sendmail cannot use it.
import { type LoginField, type LoginPart, readLogin } from "../../tables/values/login.ts";
import type { Part } from "../../tables/values/part.ts";

/** Why sendmail comes to the server without a login. */
export type Fault =
  /** Nothing is in double quotes; curly ones and apostrophes are none. */
  | { readonly kind: "quotes"; readonly part: Part }
  /**
   * Something in quotes does not begin with a letter that sendmail knows and a colon. Or a part comes after something that is neither in quotes
   * nor a comment in parentheses: sendmail reads none after it.
   */
  | { readonly kind: "part"; readonly part: Part }
  /** What follows `=` is not base64. */
  | { readonly kind: "base64"; readonly part: Part }
  /** More than sendmail reads as one word. */
  | { readonly kind: "long"; readonly part: Part }
  | { readonly kind: "no-user" }
  | { readonly kind: "no-password" };

export interface LoginValue {
  /** The parts by their letter; of two with the same letter the last one counts. */
  readonly fields: ReadonlyMap<LoginField, LoginPart>;
  /** Undefined where sendmail can log in with it. */
  readonly fault: Fault | undefined;
}

/** Bytes of one part, without its letter, colon and quotes. With them it is a word of 256, which is as much as sendmail reads. */
const MOST_BYTES = 252;

/** Bytes are counted only where there may be that many: a table has a million lines. */
const isLong = (text: string): boolean =>
  text.length * 3 > MOST_BYTES && new TextEncoder().encode(text).length > MOST_BYTES;

/** A text without the comments in parentheses that it begins with. */
const beforeComments = (text: string): string => text.replace(/^(?:\([^()]*\)\s*)+/, "");

/** Reads a value as sendmail does (test/oracle/kinds/authinfo.test.ts); any text is fine. */
export function loginValue(value: string): LoginValue {
  const { parts: written, unread } = readLogin(value);
  const stop = unread.find(({ text }) => beforeComments(text) !== "");
  const isSpoilt = stop !== undefined && beforeComments(stop.text).startsWith('"');
  const before = stop === undefined ? written : written.filter(({ start }) => start < stop.start);
  // What is after the stop is a comment, where it says nothing that is not said before.
  const isComment = !isSpoilt && written.every(({ field }) => before.some((part) => part.field === field));
  const parts = isComment ? before : written;
  const fields = new Map<LoginField, LoginPart>();
  for (const part of parts) fields.set(part.field, part);
  return { fields, fault: faultIn(value, parts, isComment ? undefined : stop, fields) };
}

function faultIn(
  value: string,
  parts: readonly LoginPart[],
  odd: Part | undefined,
  fields: LoginValue["fields"],
): Fault | undefined {
  if (parts.length === 0) return { kind: "quotes", part: odd ?? { text: value, start: 0, end: value.length } };
  if (odd !== undefined) return { kind: "part", part: odd };
  const coded = parts.find(({ isBase64, text }) => isBase64 && !isBase64Text(text));
  if (coded !== undefined) return { kind: "base64", part: coded };
  const long = parts.find(({ text }) => isLong(text));
  if (long !== undefined) return { kind: "long", part: long };
  // An empty I wins over U too.
  if (!filled(fields, fields.has("I") ? "I" : "U")) return { kind: "no-user" };
  if (filled(fields, "P") || (mechanismsIn({ fields }) ?? []).some((name) => WITHOUT_PASSWORD.has(name)))
    return undefined;
  return { kind: "no-password" };
}

/** Mechanisms that go by a certificate or a ticket. */
const WITHOUT_PASSWORD: ReadonlySet<string> = new Set(["EXTERNAL", "GSSAPI", "GSS-SPNEGO", "ANONYMOUS"]);

function filled(fields: LoginValue["fields"], field: LoginField): boolean {
  return (fields.get(field)?.text ?? "") !== "";
}

function isBase64Text(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

/** The name that the login is made with, without spaces around it: `I` before `U`. Undefined where there is none, or it is in base64. */
export function loginName({ fields }: LoginValue): string | undefined {
  const part = fields.get("I") ?? fields.get("U");
  return part === undefined || part.isBase64 || part.text === "" ? undefined : part.text.trim();
}

/** The mechanisms that the entry names, in capitals; undefined where it names none. */
export function mechanismsIn({ fields }: Pick<LoginValue, "fields">): readonly string[] | undefined {
  const part = fields.get("M");
  if (part === undefined || (part.isBase64 && !isBase64Text(part.text))) return undefined;
  const text = (part.isBase64 ? atob(part.text) : part.text).trim();
  if (text === "") return undefined;
  return text.toUpperCase().split(/ +/);
}

/** `%` and a digit, in a password or name: sendmail fills in parts of the key there. */
export function placeholderIn({ fields }: LoginValue): Part | undefined {
  for (const part of fields.values()) {
    const found = part.isBase64 || !part.text.includes("%") ? null : /(?<!%)(?:%%)*(%\d)/.exec(part.text);
    if (found?.[1] === undefined) continue;
    const start = part.start + found.index + found[0].length - 2;
    return { text: found[1], start, end: start + 2 };
  }
  return undefined;
}
