// The text that goes with the mailer `error` on the right side of a table: what a sender gets to see of it.
import type { Part } from "../tables/action.ts";

/** What a sender gets. */
export interface ErrorReply {
  /** Three digits. */
  readonly code: string;
  /** Enhanced status code (RFC 3463). */
  readonly dsn: string;
  /** The text that is shown; an empty one comes out garbled. */
  readonly text: Part;
  /** The `D.S.N` before a colon, which counts only where the text begins with a reply code. */
  readonly status: Part | undefined;
  /** The word before a colon that sysexits.h has (`nohost:`), or any other single word: it only chooses the exit status. */
  readonly word: Part | undefined;
  /** False where the text has no reply code of its own: sendmail then answers 553 5.3.0, whatever else is there. */
  readonly hasCode: boolean;
}

/** What begins a text: a reply code, perhaps with an enhanced one. sendmail takes quotes away before it looks. */
const CODE = /^"?(\d{3}) +(?:(\d\.\d{1,3}\.\d{1,3})(?= ) *)?(?=[^\s"])/;

/** sendmail's answer where the text has no code. */
const DEFAULT = { code: "553", dsn: "5.3.0" };

/**
 * Reads what follows `error:`.
 *
 * @param value the whole right side, @param start where the text after `error:` starts in it. Seen with sendmail -bs, 8.17.1.
 */
export function errorReply(value: string, start: number): ErrorReply {
  const rest = value.slice(start);
  const blanks = /^\s*/.exec(rest)?.[0].length ?? 0;
  const from = start + blanks;
  const written = value.slice(from);
  const status = /^(\d+\.\d+\.\d+)\s*:\s*/.exec(written);
  const word = status === null ? /^([^\s.:%@!^/[\]+()<>,;"]+)\s*:\s*/.exec(written) : null;
  const head = status ?? word;
  const textStart = from + (head?.[0].length ?? 0);
  const text = part(value, textStart, value.length);
  const code = CODE.exec(text.text);
  const statusPart = status?.[1] === undefined ? undefined : part(value, from, from + status[1].length);
  const wordPart = word?.[1] === undefined ? undefined : part(value, from, from + word[1].length);
  const reply =
    code?.[1] === undefined
      ? DEFAULT
      : { code: code[1], dsn: code[2] ?? statusPart?.text ?? `${code[1].charAt(0)}.0.0` };
  return { ...reply, text, status: statusPart, word: wordPart, hasCode: code !== null };
}

/** A stretch of a value. */
export function part(value: string, start: number, end: number): Part {
  return { text: value.slice(start, end), start, end };
}
