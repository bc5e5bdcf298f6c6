// What test mode prints for /header: the flags of a header's name as one number (seen in four versions).
import { quoteBytes } from "../codes.ts";
import { sevenBit } from "../rewrite/show.ts";
import type { CfConfig, CfVersion } from "../types.ts";

/** Every header that sendmail takes has this one. */
const ANY = 0x40000;
/** `HName: $>ruleset` checks it, without its comments. */
const CHECKED = 0x10000;
/** Recipients' headers have one more since 8.18.2. */
const RECIPIENTS = 0x80000;
/** The end of the headers: no header at all. */
const END = 0x1;

/** What sendmail knows of headers by their names, in lower case. */
const KNOWN: Readonly<Record<string, number>> = {
  "resent-sender": 0x108,
  "resent-from": 0x108,
  "resent-reply-to": 0x108,
  "resent-to": 0xa,
  "resent-cc": 0xa,
  "resent-bcc": 0x400a,
  "resent-date": 0x8,
  "resent-message-id": 0x8,
  sender: 0x100,
  from: 0x100,
  "reply-to": 0x100,
  "errors-to": 0x900,
  "full-name": 0x20,
  "return-receipt-to": 0x400,
  "delivery-receipt-to": 0x400,
  "disposition-notification-to": 0x100,
  to: 0x2,
  cc: 0x2,
  bcc: 0x4002,
  "apparently-to": 0x2,
  subject: 0x8000,
  comments: 0x8040,
  "return-path": 0x20060,
  "x-authentication-warning": 0x40,
  "mail-from": 0xc0,
  received: 0xc0,
  via: 0xc0,
  "content-length": 0x20,
  "content-transfer-encoding": 0x1000,
  "content-type": 0x2000,
};
const TO: ReadonlySet<string> = new Set(["to", "cc", "bcc", "apparently-to"]);

/** The check that sendmail makes of a header line. */
export interface HeaderCheck {
  readonly ruleset: string;
  /** The name as it was typed, and what follows the colon. */
  readonly name: string;
  readonly value: string;
  /** `$>+`: comments are part of what the ruleset gets. */
  readonly keepsComments: boolean;
}

/** The check of a header line: its own, else that of `H*`; undefined where there is none. */
export function headerCheck(line: string, { headers }: CfConfig): HeaderCheck | undefined {
  const [, name, value] = /^([^\s:]+)[ \t]*:(.*)$/s.exec(line) ?? [];
  if (name === undefined || value === undefined || value.trim() === "" || ENDS.has(name.toLowerCase()))
    return undefined;
  const own = headers.findLast((one) => one.name.toLowerCase() === name.toLowerCase() && one.check !== undefined);
  const check = (own ?? headers.findLast(({ isDefault, check: its }) => isDefault && its !== undefined))?.check;
  return check && { ...check, name, value };
}

/** sendmail's buffer for `${currHeader}` is full here, but for what ends it. */
const FULL = 253;

/**
 * The value of `${currHeader}`: in quotes, with what is too long cut off; and that of `${hdrlen}`, which from 8.18.1 on counts only
 * what was left.
 */
export function quotedHeader(value: string, version: CfVersion): { readonly quoted: string; readonly length: number } {
  let quoted = '"';
  let taken = 0;
  for (const char of value) {
    if (quoted.length >= FULL) break;
    quoted += char === '"' ? '\\"' : /\s/.test(char) ? " " : char;
    taken++;
  }
  const countsAll = version === "8.15.2" || version === "8.17.1";
  return { quoted: `${quoted}"`, length: quoteBytes(countsAll ? value : value.slice(0, taken)).length };
}

/** Names after which sendmail takes the text for begun. */
const ENDS: ReadonlySet<string> = new Set(["text", "message"]);

/** The lines that sendmail prints for a header line, without the last line end. */
export function headerAnswer(line: string, { headers, environment }: CfConfig): string {
  const { version } = environment;
  // Spaces may follow the name; within it they end the header.
  const name = /^([^\s:]+)[ \t]*:/.exec(line)?.[1]?.toLowerCase();
  if (name === undefined) return `header syntax error, line "${sevenBit(line)}"\n${written(0, version)}`;
  // An empty From is left out.
  if (/^(?:resent-)?from[ \t]*:[ \t]*$/i.test(line)) return written(0, version);
  if (ENDS.has(name)) return written(END, version);
  const isChecked = headers.some((one) => one.name.toLowerCase() === name && one.check?.keepsComments === false);
  const since = version === "8.18.2" && TO.has(name) ? RECIPIENTS : 0;
  return written(ANY | (KNOWN[name] ?? 0) | since | (isChecked ? CHECKED : 0), version);
}

function written(flags: number, version: CfVersion): string {
  if (version === "8.15.2") return `ul = ${flags}`;
  return `ul = ${flags === 0 ? "" : "0x"}${flags.toString(16).padStart(8, "0")}`;
}
