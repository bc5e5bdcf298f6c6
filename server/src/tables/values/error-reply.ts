// `error:` on the right side of a mailertable or virtusertable: which reply a client gets.
import { joined } from "./joined.ts";
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
  /** True where text follows angle brackets: sendmail reads them as those of an address, and drops it. */
  readonly isCut: boolean;
  /** Where the value has a code, a status (`5.1.1`) or a name (`nouser`) that sendmail recognizes as one; the text after them. */
  readonly codePart: Part | undefined;
  readonly dsnPart: Part | undefined;
  readonly textPart: Part;
  /**
   * `no-text`: the reply shows a piece of the rewritten address. `no-code`: 553 5.3.0 instead of what was meant. `accepts`: 2xx is
   * success. `silent`: of 0xx sendmail sends nothing. `other-code`: neither 4xx nor 5xx; 6xx is sent as 5xx. `split-status`: a status that is not
   * followed by a colon ends up in the text. `joined`: a sign follows the code, and sendmail drops the space between them. `unbalanced`: a quote or bracket that nothing closes or opens.
   */
  readonly problem:
    | "no-text"
    | "no-code"
    | "accepts"
    | "silent"
    | "other-code"
    | "split-status"
    | "joined"
    | "unbalanced"
    | undefined;
}

const STATUS = new RegExp(String.raw`^error\s*:\s*((${TOKEN})\s*\.\s*(${TOKEN})\s*\.\s*(${TOKEN}))\s*:`, "i");
const NAME_AND_COLON = new RegExp(String.raw`^error\s*:\s*(${TOKEN})\s*:`, "i");
const NAME = new RegExp(String.raw`^error\s*:\s*(${TOKEN})(?=\s*\S)`, "i");
const ANY = /^error\s*:/i;

/**
 * What the text after a code has to begin with for the space between them to stay: comments are dropped, and so is a space before a
 * sign. `%1` is filled in before that, mostly with a word or with nothing.
 */
const WORD = String.raw`(?:\([^()]*\)[ \t]*|%\d[ \t]+)*(?:%\d|[^\s.:%@!^/[\]+()<>,;"])`;
const STATUS_AND_SPACE = String.raw`(?:([245]\.\d{1,3}\.\d{1,3})[ \t]+(?=NEXT))?(?=NEXT)`;
const CODED = new RegExp(String.raw`^(\d{3})(?:[ \t]+|(?=\())${STATUS_AND_SPACE.replaceAll("NEXT", WORD)}`);
/** In double quotes everything stays as it is. */
const CODED_IN_QUOTES = new RegExp(String.raw`^"(\d{3})[ \t]+${STATUS_AND_SPACE.replaceAll("NEXT", String.raw`\S`)}`);

/** What sendmail takes of a text for codes, as offsets in it; a status only where a code is before it. */
export interface TextCodes {
  readonly code: string;
  readonly codeAt: number;
  readonly dsn: string | undefined;
  readonly dsnAt: number;
  /** Where the text begins that the client reads. */
  readonly textAt: number;
}

/** Reads `550 5.7.1 text`, with quotes around it or without; undefined where sendmail finds no code, such as in `550` and `550-text`. */
export function codesIn(text: string): TextCodes | undefined {
  const coded = CODED.exec(text) ?? CODED_IN_QUOTES.exec(text);
  if (coded === null) return undefined;
  const [all, code = "", dsn] = coded;
  return {
    code,
    codeAt: all.indexOf(code),
    dsn,
    dsnAt: dsn === undefined ? 0 : all.indexOf(dsn, all.indexOf(code) + 3),
    textAt: all.length,
  };
}

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
  if (joined(value).unbalanced !== undefined) return lost(mailer, "5.0.0", dsnPart, rest, "unbalanced");
  if (rest.text === "" || (table === "virtusertable" && found === null))
    return lost(mailer, "5.3.0", dsnPart, rest, "no-text");
  return replyOf(value, mailer, rest, dsnPart);
}

/** A reply that shows nothing of what was meant. */
function lost(
  mailer: Part,
  dsn: string,
  dsnPart: Part | undefined,
  textPart: Part,
  problem: "no-text" | "unbalanced",
): ErrorReply {
  const codePart = undefined;
  return { kind: "error", mailer, code: 553, dsn, text: undefined, isCut: false, codePart, dsnPart, textPart, problem };
}

/** What is wrong with a code, by its first digit. */
function codeProblem(digit: string): ErrorReply["problem"] {
  if (digit === "0") return "silent";
  if (digit === "2") return "accepts";
  return /[45]/.test(digit) ? undefined : "other-code";
}

function replyOf(value: string, mailer: Part, rest: Part, dsnPart: Part | undefined): ErrorReply {
  // sendmail takes quotes away before it looks.
  const coded = CODED.exec(rest.text) ?? CODED_IN_QUOTES.exec(rest.text);
  const isCut = /^[^"]*<[^<>]*>\s*\S/.test(rest.text);
  if (coded === null) {
    const isSplit = /^\.\d+\.\d+\b|^\d\.\d+\.\d+\b/.test(rest.text);
    const isJoined = /^\d{3}[ \t]+\S/.test(rest.text);
    const problem = isSplit ? "split-status" : isJoined ? "joined" : "no-code";
    return {
      kind: "error",
      mailer,
      code: 553,
      dsn: "5.3.0",
      text: plain(rest.text),
      isCut,
      codePart: undefined,
      dsnPart,
      textPart: rest,
      problem,
    };
  }
  const [all, digits = "", own] = coded;
  // sendmail sends 6xx as 5xx.
  const code = Number(digits.replace(/^6/, "5"));
  const codeStart = rest.start + all.indexOf(digits);
  const status = dsnPart?.text.replace(/^"(.*)"$/, "$1") ?? "";
  const isStatus = /^[245]\.\d{1,3}\.\d{1,3}$/.test(status);
  const end = rest.text.startsWith('"') && rest.text.endsWith('"') ? rest.end - 1 : rest.end;
  const textPart = part(value, rest.start + all.length, end);
  return {
    kind: "error",
    mailer,
    code,
    dsn: own ?? (isStatus ? status : `${digits.charAt(0)}.0.0`),
    text: plain(textPart.text),
    isCut,
    codePart: part(value, codeStart, codeStart + 3),
    dsnPart,
    textPart,
    problem: codeProblem(digits.charAt(0)),
  };
}

/** A text that comes through the address parser as it is, but for its spaces. */
function plain(text: string): string | undefined {
  return /^[\w'-]+(?:\s+[\w'-]+)*$/.test(text) ? text.replace(/\s+/g, " ") : undefined;
}
