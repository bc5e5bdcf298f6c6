// M lines: mailers with their equates.
import { atoi, atol, isDigit, isSpace, skipSpaces, wordEnd } from "./chars.ts";
import { Code, type Coded } from "./codes.ts";
import { readQuoted } from "./quoted.ts";
import type { ReadState } from "./state.ts";
import { readTime } from "./times.ts";
import type { CfEquate, CfMailer, CfPlace, Unknown } from "./types.ts";
import { foldCase } from "./word-table.ts";

const MAX_MAILERS = 25;
const DEFAULT_RECIPIENTS = 100;
/** `F=L` without `L=`: what SMTP allows. */
const SMTP_LINE = 990;
/** Words of `A=` at most. */
const MAX_WORDS = 40;
const LEVEL_OF_SEVEN_BITS = 2;

type Draft = { -readonly [Key in keyof CfMailer]: CfMailer[Key] };

/** Equates whose empty value sendmail complains about, and what it calls them. */
const NEVER_EMPTY: Readonly<Record<string, string>> = {
  E: "end-of-line string",
  D: "working directory",
  C: "charset",
  Q: "queue",
  "/": "root directory",
};

/** Takes a definition of a mailer: what follows the M. sendmail's own ones have no place. */
export function readMailer(state: ReadState, text: Coded, place?: CfPlace): void {
  let at = 0;
  while (at < text.length && text[at] !== "," && !isSpace(text.charCodeAt(at))) at++;
  const name = text.slice(0, at);
  at++;
  if (name === "") {
    state.say("mailer", "name required for mailer");
    return;
  }
  const draft = newMailer(name, place);
  const equates: CfEquate[] = [];
  while (at < text.length) {
    while (at < text.length && (text[at] === "," || isSpace(text.charCodeAt(at)))) at++;
    const nameStart = at;
    while (at < text.length && text[at] !== "=" && text[at] !== ",") at++;
    if (text[at] !== "=") {
      state.say("mailer-equate", `mailer ${name}: \`=' expected`);
      return;
    }
    const nameEnd = at;
    at = skipSpaces(text, at + 1);
    const { value, end } = readQuoted(text, at, ",");
    const equate = text.charAt(nameStart);
    equates.push({
      name: equate,
      value,
      nameSpan: state.span(nameStart + 1, nameEnd + 1),
      valueSpan: state.span(at + 1, end + 1),
    });
    if (!take(state, draft, equate, value)) return;
    at = end;
  }
  draft.equates = equates;
  const problem = finish(state, draft);
  if (problem !== undefined) state.say("mailer", problem);
}

/** A mailer of which nothing but the name is set: what sendmail begins a definition with. */
export function newMailer(name: string, place: CfPlace | undefined): Draft {
  return {
    number: 0,
    name,
    path: "",
    argv: [],
    flags: "",
    senderEnvelope: 0,
    senderHeader: 0,
    recipientEnvelope: 0,
    recipientHeader: 0,
    endOfLine: "",
    lineLimit: 0,
    maxSize: 0n,
    maxDeliveries: 0,
    maxRecipients: 0,
    niceness: 0,
    wait: 0,
    mtaType: undefined,
    addressType: undefined,
    diagnosticType: undefined,
    user: undefined,
    group: undefined,
    charset: undefined,
    directory: undefined,
    root: undefined,
    queueGroup: undefined,
    place,
    equates: [],
  };
}

/** Takes one equate; false where sendmail drops the whole mailer. */
function take(state: ReadState, draft: Draft, equate: string, value: Coded): boolean {
  const { name } = draft;
  const empty = NEVER_EMPTY[equate];
  if (empty !== undefined && value === "") {
    state.say("mailer-equate", `mailer ${name}: null ${empty}`);
    return true;
  }
  switch (equate) {
    case "P":
      if (value !== "") draft.path = value;
      break;
    case "F":
      draft.flags = flagsOf(draft.flags + value);
      break;
    case "S":
    case "R":
      return takeRulesets(state, draft, equate, value);
    case "E":
      draft.endOfLine = value;
      break;
    case "A":
      if (value !== "") draft.argv = argvOf(value);
      break;
    case "M":
      draft.maxSize = atol(value);
      break;
    case "m":
      draft.maxDeliveries = atoi(value);
      break;
    case "r":
      draft.maxRecipients = atoi(value);
      break;
    case "L":
      draft.lineLimit = Math.max(0, atoi(value));
      break;
    case "N":
      draft.niceness = atoi(value);
      break;
    case "D":
      draft.directory = value;
      break;
    case "C":
      draft.charset = value;
      break;
    case "/":
      draft.root = value;
      break;
    case "Q":
      takeQueue(state, draft, value);
      break;
    case "T":
      takeTypes(draft, value);
      break;
    case "U":
      takeUser(state, draft, value);
      break;
    case "W":
      draft.wait = readTime(state, value, "s");
      break;
    default:
      state.say("mailer-equate", `M${name}: unknown mailer equate ${equate}=`);
  }
  return true;
}

/** Each letter once, in the order of their codes; spaces and what is not ASCII are not shown. */
export function flagsOf(letters: string): string {
  const ascii = [...letters].filter((letter) => letter.charCodeAt(0) < 128 && !isSpace(letter.charCodeAt(0)));
  return [...new Set(ascii)].sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0)).join("");
}

function argvOf(value: Coded): readonly Coded[] {
  const words: Coded[] = [];
  for (let at = 0; at < value.length && words.length < MAX_WORDS; ) {
    const end = wordEnd(value, at);
    words.push(value.slice(at, end));
    at = skipSpaces(value, end);
  }
  return words;
}

function takeRulesets(state: ReadState, draft: Draft, equate: "S" | "R", value: Coded): boolean {
  const envelope = state.rulesets.read(value, 0);
  if (envelope.number < 0) return false;
  let header = envelope.number;
  if (value[envelope.end] === "/") header = state.rulesets.read(value, envelope.end + 1).number;
  if (equate === "S") draft.senderEnvelope = envelope.number;
  else draft.recipientEnvelope = envelope.number;
  if (header >= 0 || envelope.number >= 0) {
    const kept = header >= 0 ? header : envelope.number;
    if (equate === "S") draft.senderHeader = kept;
    else draft.recipientHeader = kept;
  }
  return header >= 0;
}

function takeQueue(state: ReadState, draft: Draft, value: Coded): void {
  const group = state.queueGroups.find(({ name }) => foldCase(name) === foldCase(value));
  if (group === undefined) state.say("mailer-equate", `mailer ${draft.name}: unknown queue ${value}`);
  else draft.queueGroup = group.name;
}

function takeTypes(draft: Draft, value: Coded): void {
  const [mta = "", address = "", ...rest] = value.split("/");
  draft.mtaType = mta === "" ? "dns" : mta;
  draft.addressType = address === "" ? "rfc822" : address;
  const diagnostic = rest.join("/");
  draft.diagnosticType = diagnostic === "" ? "smtp" : diagnostic;
}

/** `U=user:group`, by names or numbers. */
function takeUser(state: ReadState, draft: Draft, value: Coded): void {
  let rest: string;
  const first = value.charCodeAt(0);
  if (!isDigit(first)) {
    const user = /^[\w-]*/.exec(value)?.[0] ?? "";
    rest = value.slice(user.length).trimStart();
    rest = rest.slice(1);
    if (user === "") {
      state.say("mailer-equate", `mailer ${draft.name}: null user name`);
      return;
    }
    const uid = state.ask((host) => numberOf(host.user(user)));
    if (uid === null) {
      state.say("user", `readcf: mailer U= flag: unknown user ${user}`);
      return;
    }
    draft.user = uid ?? unknownUser(user);
    draft.group = state.ask((host) => host.user(user)?.gid) ?? unknownUser(user);
  } else {
    const digits = /^(0[xX][\da-fA-F]+|0[0-7]*|\d+)/.exec(value)?.[0] ?? "";
    draft.user = cNumber(digits);
    rest = value.slice(digits.length).trimStart().slice(1);
  }
  rest = rest.trimStart();
  if (rest === "") return;
  if (isDigit(rest.charCodeAt(0))) {
    draft.group = cNumber(/^(0[xX][\da-fA-F]+|0[0-7]*|\d+)/.exec(rest)?.[0] ?? "");
    return;
  }
  const group = /^[\w.-]*/.exec(rest)?.[0] ?? "";
  if (group === "") {
    state.say("mailer-equate", `mailer ${draft.name}: null group name`);
    return;
  }
  const gid = state.ask((host) => host.group(group));
  if (gid === null) state.say("user", `readcf: mailer U= flag: unknown group ${group}`);
  else draft.group = gid ?? unknownUser(group);
}

function numberOf(user: { readonly uid: number } | null | undefined): number | null | undefined {
  return user === null ? null : user?.uid;
}

function unknownUser(subject: string): Unknown {
  return { unknown: "user-database", subject };
}

/** A number as C's strtol reads it with base 0. */
function cNumber(digits: string): number {
  if (/^0[xX]/.test(digits)) return Number.parseInt(digits.slice(2), 16);
  return digits.startsWith("0") ? Number.parseInt(digits, 8) : Number.parseInt(digits, 10);
}

/** What sendmail checks and fills in when all equates are read; gives why it drops the mailer. */
function finish(state: ReadState, draft: Draft): string | undefined {
  const { name, argv, path } = draft;
  if (argv.length === 0) return `M${name}: A= argument required`;
  if (path === "") return `M${name}: P= argument required`;
  if (draft.maxRecipients <= 0) draft.maxRecipients = DEFAULT_RECIPIENTS;
  if (draft.flags.includes("L")) {
    if (draft.lineLimit === 0) draft.lineLimit = SMTP_LINE;
    if (state.level < LEVEL_OF_SEVEN_BITS) draft.flags = flagsOf(`${draft.flags}7`);
  }
  const known = state.mailers.findIndex((mailer) => foldCase(mailer.name) === foldCase(name));
  if (state.mailers.length >= MAX_MAILERS) return `too many mailers defined (${MAX_MAILERS} max)`;
  if (path === "[TCP]") return `M${name}: P=[TCP] must be replaced by P=[IPC]`;
  if (path === "[IPC]") {
    if (argv[1] === undefined || argv[1] === "") return `M${name}: too few parameters for [IPC] mailer`;
    if (argv[0] !== "TCP" && argv[0] !== "FILE")
      state.say("mailer", `M${name}: Warning: first argument in [IPC] mailer must be TCP or FILE`, {
        severity: "warning",
      });
    draft.mtaType ??= "dns";
    draft.addressType ??= "rfc822";
    draft.diagnosticType ??= argv[0] === "FILE" ? "x-unix" : "smtp";
  } else if (path === "[FILE]") {
    if (argv[1] === undefined) return `M${name}: too few parameters for [FILE] mailer`;
    if (argv[2] !== undefined) return `M${name}: too many parameters for [FILE] mailer`;
    if (argv[0] !== "FILE") return `M${name}: first argument in [FILE] mailer must be FILE`;
  }
  if (draft.endOfLine === "") draft.endOfLine = argv.some((word) => word.includes(`${Code.macro}u`)) ? "\n" : "\r\n";
  draft.number = known === -1 ? state.mailers.length : known;
  state.mailers[draft.number] = draft;
  return undefined;
}
