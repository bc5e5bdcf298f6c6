// `error:` on the right side of a mailertable or virtusertable: which reply a client gets.
import { type Part, part, TOKEN } from "./part.ts";

/** Where the value is written: the two tables read the same words differently. */
export type ErrorTable = "mailertable" | "virtusertable";

/**
 * The reply. `code` is what sendmail sends: 553 with `5.3.0` where the text does not begin with a code and a space, whatever else the
 * value says. `text` is undefined where the address parser changes it (quotes, brackets, special characters with spaces around them).
 */
export interface ErrorReply {
  readonly kind: "error";
  /** The word before the colon, in its own case. */
  readonly mailer: Part;
  readonly code: number;
  readonly dsn: string;
  readonly text: string | undefined;
  /** Where the value has a code, a status (`5.1.1`) or a name (`nouser`) that sendmail recognizes as one; the text after them. */
  readonly codePart: Part | undefined;
  readonly dsnPart: Part | undefined;
  readonly textPart: Part;
  /**
   * `no-text`: the reply shows a piece of the rewritten address. `no-code`: 553 5.3.0 instead of what was meant. `accepts`: the code
   * is not a refusal (2xx, or none of SMTP's). `split-status`: a status that is not followed by a colon ends up in the text.
   */
  readonly problem: "no-text" | "no-code" | "accepts" | "split-status" | undefined;
}

const STATUS = new RegExp(String.raw`^error\s*:\s*((${TOKEN})\s*\.\s*(${TOKEN})\s*\.\s*(${TOKEN}))\s*:`, "i");
const NAME_AND_COLON = new RegExp(String.raw`^error\s*:\s*(${TOKEN})\s*:`, "i");
const NAME = new RegExp(String.raw`^error\s*:\s*(${TOKEN})(?=\s*\S)`, "i");
const ANY = /^error\s*:/i;

/** Reads a value that begins with `error:` (in any case, spaces before the colon are fine); undefined for all others. */
export function readErrorReply(value: string, table: ErrorTable): ErrorReply | undefined {
  const prefix = ANY.exec(value);
  if (prefix === null) return undefined;
  const found = STATUS.exec(value) ?? (table === "mailertable" ? NAME_AND_COLON : NAME).exec(value);
  const rest = part(value, (found ?? prefix)[0].length);
  const before = found?.[1];
  const start = before === undefined ? 0 : value.indexOf(before, prefix[0].length);
  const dsnPart = before === undefined ? undefined : part(value, start, start + before.length);
  const mailer = part(value, 0, "error".length);
  if (rest.text === "" || (table === "virtusertable" && found === null))
    return {
      kind: "error",
      mailer,
      code: 553,
      dsn: "5.3.0",
      text: undefined,
      codePart: undefined,
      dsnPart,
      textPart: rest,
      problem: "no-text",
    };
  return replyOf(value, mailer, rest, dsnPart);
}

function replyOf(value: string, mailer: Part, rest: Part, dsnPart: Part | undefined): ErrorReply {
  // sendmail takes quotes away before it looks.
  const coded = /^"?(\d{3})\s+(?:(\d\.\d{1,3}\.\d{1,3})\s+)?(?=\S)/.exec(rest.text);
  if (coded === null) {
    const isSplit = /^\.\d+\.\d+\b|^\d\.\d+\.\d+\b/.test(rest.text);
    const problem = isSplit ? "split-status" : "no-code";
    return {
      kind: "error",
      mailer,
      code: 553,
      dsn: "5.3.0",
      text: plain(rest.text),
      codePart: undefined,
      dsnPart,
      textPart: rest,
      problem,
    };
  }
  const [all, digits = "", own] = coded;
  const code = Number(digits);
  const codeStart = rest.start + all.indexOf(digits);
  const isStatus = dsnPart !== undefined && /^[245]\.\d{1,3}\.\d{1,3}$/.test(dsnPart.text);
  const end = rest.text.startsWith('"') && rest.text.endsWith('"') ? rest.end - 1 : rest.end;
  const textPart = part(value, rest.start + all.length, end);
  return {
    kind: "error",
    mailer,
    code,
    dsn: own ?? (isStatus ? dsnPart.text : `${digits.charAt(0)}.0.0`),
    text: plain(textPart.text),
    codePart: part(value, codeStart, codeStart + 3),
    dsnPart,
    textPart,
    problem: code < 400 || code > 599 ? "accepts" : undefined,
  };
}

/** A text that comes through the address parser as it is, but for its spaces. */
function plain(text: string): string | undefined {
  return /^[\w'-]+(?:\s+[\w'-]+)*$/.test(text) ? text.replace(/\s+/g, " ") : undefined;
}
