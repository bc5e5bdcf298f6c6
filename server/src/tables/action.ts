// The right-hand side of an access entry: what it asks sendmail to do.
import { codesIn } from "./values/error-reply.ts";

/** A stretch of the value, in UTF-16 units from its start. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words that stand alone. */
export type ActionWord =
  | "relay"
  | "ok"
  | "reject"
  | "discard"
  | "skip"
  | "friend"
  | "hater"
  | "subject"
  | "tempfail"
  | "no";

/** A reply as it is sent: `550 5.7.1 text`, each part where it was written. */
export interface ReplyParts {
  /** Three digits; undefined where sendmail takes none for a code. */
  readonly code: Part | undefined;
  /** Enhanced status code (RFC 3463), where the value has it in a place that sendmail reads or a client sees. */
  readonly dsn: Part | undefined;
  readonly text: Part;
}

export type Action =
  | { readonly kind: "none" }
  | { readonly kind: ActionWord; readonly word: Part }
  /** `ERROR:text`, `ERROR:D.S.N:text`. `status` is the `D.S.N`, which is `dsn` too where none follows the code. */
  | ({ readonly kind: "error"; readonly word: Part; readonly status: Part | undefined } & ReplyParts)
  /** Text that starts with a reply code: `550 text`. */
  | ({ readonly kind: "reply" } & ReplyParts)
  | { readonly kind: "quarantine"; readonly word: Part; readonly reason: Part }
  /** A limit, a rate or a pause: ClientRate, ClientConn, GreetPause. */
  | { readonly kind: "number"; readonly value: number }
  /** Srv_Features, Clt_Features: the option letters, spaces left out. */
  | { readonly kind: "features"; readonly letters: readonly Part[] }
  /** TLS_Srv, TLS_Clt, TLS_Rcpt. */
  | {
      readonly kind: "tls";
      readonly failure: "PERM" | "TEMP" | undefined;
      readonly need: "VERIFY" | "ENCR";
      readonly bits: number | undefined;
      /** `CN`, `CN:name`, `CS:name`, `CI:name`, joined by `++`. */
      readonly extra: Part | undefined;
    }
  /** AuthInfo: `"U:user"`, `"P=base64"`, ... `secret` tells whether a password is written down. */
  | { readonly kind: "authinfo"; readonly secret: Part | undefined }
  /** QGRP: a queue group; bcc: an address. */
  | { readonly kind: "name"; readonly name: Part }
  /**
   * Anything else. Under Connect, From and To sendmail refuses with the text itself as the reply.
   * `meant` is the action that the first word spells, where something follows that spoils it (`RELAY # office`).
   */
  | { readonly kind: "text"; readonly text: Part; readonly meant: Part | undefined };

export const NO_ACTION: Action = { kind: "none" };

const WORDS: Readonly<Record<string, ActionWord>> = {
  RELAY: "relay",
  OK: "ok",
  REJECT: "reject",
  DISCARD: "discard",
  SKIP: "skip",
  "<TMPF>": "tempfail",
};

const LIMIT = /^\d+$/;

/** Readers for tags whose values are a language of their own; by folded tag. The others share the actions of cf/README. */
const READERS: Readonly<Record<string, (value: string) => Action | undefined>> = {
  spam: (value) => wordOf(value, { FRIEND: "friend", HATER: "hater" }),
  certissuer: (value) => wordOf(value, { RELAY: "relay", SUBJECT: "subject" }),
  certsubject: (value) => wordOf(value, { RELAY: "relay" }),
  try_tls: (value) => wordOf(value, { NO: "no" }),
  sts: (value) => wordOf(value, { NO: "no" }),
  clientrate: limit,
  clientconn: limit,
  greetpause: limit,
  srv_features: features,
  clt_features: features,
  tls_srv: tlsNeed,
  tls_clt: tlsNeed,
  tls_rcpt: tlsNeed,
  authinfo: (value) => {
    const written = /"?P[:=]([^"]*)"?/.exec(value);
    return { kind: "authinfo", secret: written?.[1] ? partOf(value, written[1], written.index) : undefined };
  },
  qgrp: (value) => ({ kind: "name", name: whole(value) }),
  bcc: (value) => ({ kind: "name", name: whole(value) }),
};

/**
 * Reads a value (without spaces at its end) of an entry with this tag ("" for none). Case does not matter, as in sendmail.
 * What cannot be read is of kind `text`.
 */
export function parseAction(value: string, tag: string): Action {
  if (value === "") return NO_ACTION;
  const read = (tag === "" ? undefined : READERS[tag.toLowerCase()]) ?? generalAction;
  const known = recent.get(read) ?? new Map<string, Action>();
  const found = known.get(value);
  if (found !== undefined) return found;
  const action = read(value) ?? plainText(value);
  if (known.size >= MOST_RECENT) known.clear();
  recent.set(read, known.set(value, action));
  return action;
}

/** A million lines hold a handful of values: each is read once. */
const recent = new Map<(value: string) => Action | undefined, Map<string, Action>>();
const MOST_RECENT = 500;

function generalAction(value: string): Action | undefined {
  return wordOf(value, WORDS) ?? errorOf(value) ?? replyOf(value);
}

function wordOf(value: string, words: Readonly<Record<string, ActionWord>>): Action | undefined {
  const plain = bare(value);
  const kind = plain.length > 8 ? undefined : words[plain.toUpperCase()];
  return kind === undefined ? undefined : { kind, word: partOf(value, plain, 0) };
}

/**
 * The value with spaces for what is in parentheses, which sendmail drops when it reads an address: `RELAY (office)` relays (seen with sendmail -bt,
 * 8.15.2 to 8.18.2), and so does `RELAY (office` without an end. What is left is where it was.
 */
function withoutComments(value: string): string {
  // Quotes and backslashes protect a parenthesis; no action has them.
  if (!value.includes("(") || /["\\]/.test(value)) return value;
  let depth = 0;
  let plain = "";
  for (const character of value) {
    const isText = depth === 0 && character !== "(";
    if (character === "(") depth++;
    else if (character === ")" && depth > 0) depth--;
    plain += isText ? character : " ".repeat(character.length);
  }
  return plain;
}

/** A value without comments and the spaces around what is left. Characters that only look like spaces are part of a value. */
function bare(value: string): string {
  const plain = withoutComments(value);
  return plain === value ? value : plain.trim();
}

function errorOf(value: string): Action | undefined {
  const written = /^(ERROR|QUARANTINE)\s*:\s*/i.exec(value);
  if (written === null) return undefined;
  const [head, name = ""] = written;
  const word: Part = { text: name, start: 0, end: name.length };
  const rest = value.slice(head.length);
  if (name.toUpperCase() === "QUARANTINE") {
    return { kind: "quarantine", word, reason: { text: rest, start: head.length, end: value.length } };
  }
  // sendmail's rule needs three words between dots, whatever they are (`D.S.N:text` passes).
  const status = /^([^\s.:"]+\.[^\s.:"]+\.[^\s.:"]+)\s*:\s*/.exec(rest);
  if (status === null) return { kind: "error", word, status: undefined, ...replyParts(value, head.length) };
  const [statusHead, dsn = ""] = status;
  const parts = replyParts(value, head.length + statusHead.length);
  const dsnPart: Part = { text: dsn, start: head.length, end: head.length + dsn.length };
  // A status after the code is sent in its place.
  return { kind: "error", word, ...parts, status: dsnPart, dsn: parts.dsn ?? dsnPart };
}

function replyOf(value: string): Action | undefined {
  return /^"?\d{3}(?!\d)/.test(value) ? { kind: "reply", ...replyParts(value, 0) } : undefined;
}

/** Reads `550 5.7.1 text`, with or without quotes around it, from `start` on; all of it is text where sendmail finds no code. */
function replyParts(value: string, start: number): ReplyParts {
  const rest = value.slice(start);
  const { code, codeAt, dsn, dsnAt, textAt } = codesIn(rest) ?? { code: undefined, textAt: 0 };
  const closed = textAt > 0 && rest.startsWith('"') && rest.endsWith('"');
  const textStart = start + textAt;
  const textEnd = Math.max(textStart, closed ? value.length - 1 : value.length);
  const at = (text: string | undefined, from = 0): Part | undefined =>
    text === undefined ? undefined : { text, start: start + from, end: start + from + text.length };
  return {
    code: at(code, codeAt),
    dsn: at(dsn, dsnAt),
    text: { text: value.slice(textStart, textEnd), start: textStart, end: textEnd },
  };
}

function limit(value: string): Action | undefined {
  const plain = bare(value);
  return LIMIT.test(plain) ? { kind: "number", value: Number(plain) } : undefined;
}

function features(value: string): Action | undefined {
  const letters = [...withoutComments(value).matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
  return letters.every(({ text }) => /^[A-Za-z]\d*$/.test(text)) ? { kind: "features", letters } : undefined;
}

function tlsNeed(value: string): Action | undefined {
  const plain = value.includes("(") ? withoutComments(value).trimEnd() : value;
  const written = /^\s*(?:(PERM|TEMP)\s*\+\s*)?(VERIFY|ENCR)(?:\s*:\s*(\d+))?(?:\s*\+\s*(.+))?$/i.exec(plain);
  if (written === null) return undefined;
  const [, failure, need = "", bits, extra] = written;
  return {
    kind: "tls",
    failure: failure === undefined ? undefined : failure.toUpperCase() === "PERM" ? "PERM" : "TEMP",
    need: need.toUpperCase() === "ENCR" ? "ENCR" : "VERIFY",
    bits: bits === undefined ? undefined : Number(bits),
    extra: extra === undefined ? undefined : { text: extra, start: plain.length - extra.length, end: plain.length },
  };
}

/**
 * The requirement of `VERIFY:strong` without its word, which sendmail compares with the bits as if it were 0; undefined for other
 * values (test/oracle/kinds/access-tags.test.ts).
 */
export function verifyOfWord(value: string): string | undefined {
  return /^((?:(?:PERM|TEMP)\s*\+\s*)?VERIFY)\s*:\s*(?!\d+$)[^\s.:%@!^/[\]+,;<>"()]+$/i.exec(value)?.[1];
}

function plainText(value: string): Action {
  const first = /^"?([<A-Za-z]+>?)(?=[\s:;,#"]|$)/.exec(value);
  const word = first?.[1] ?? "";
  const known = WORDS[word.toUpperCase()] !== undefined || /^(?:error|quarantine|friend|hater)$/i.test(word);
  return { kind: "text", text: whole(value), meant: known ? partOf(value, word, 0) : undefined };
}

function whole(value: string): Part {
  return { text: value, start: 0, end: value.length };
}

function partOf(value: string, text: string, from: number): Part {
  const start = value.indexOf(text, from);
  return { text, start, end: start + text.length };
}
