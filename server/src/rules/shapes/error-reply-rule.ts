// The shape that the rules about `error:` in mailertable and virtusertable share: codes that do not reach the sender as they are written.
import { type ErrorReply, type ErrorTable, readErrorReply } from "../../tables/values/error-reply.ts";
import { partFix } from "../edits/table-edits.ts";
import { inOneWord, ONE_WORD } from "../facts/one-word.ts";
import type { EntryRule, RuleMeta, Severity } from "../types.ts";

interface Fault {
  readonly first: string;
  readonly more: string;
  readonly severity?: Severity;
}

/** A reply as it should be. */
const EXAMPLES: Readonly<Record<ErrorTable, string>> = {
  mailertable: "error:5.1.2:550 No such host",
  virtusertable: "error:5.1.1:550 No such user",
};

/** A rule about lines of one table that refuse mail. */
export function errorReplyRule(meta: RuleMeta, table: ErrorTable): EntryRule {
  return {
    meta,
    facts: [ONE_WORD],
    checkEntry(entry, context, report) {
      const reply = readErrorReply(entry.value, table);
      if (reply === undefined) return;
      const written = entry.value.replace(/^error\s*:\s*/i, "");
      const isCut = context.fact(ONE_WORD).has(context.document.uri);
      const fault = isCut ? cutFaultOf(reply, written, table) : faultOf(reply, written, table);
      if (fault === undefined) return;
      const better = isCut ? undefined : meant(written, reply);
      report({
        span: entry.valueSpan,
        severity: fault.severity ?? "warning",
        message: `${fault.first}\n${fault.more} Write ${
          isCut ? inOneWord(EXAMPLES[table]) : `error:D.S.N:code text, such as ${EXAMPLES[table]}`
        }.`,
        fixes: () =>
          better === undefined
            ? []
            : [
                partFix(
                  entry,
                  { start: 0, end: entry.value.length },
                  better,
                  `Write ${better}: refuses with this code`,
                ),
              ],
      });
    },
  };
}

/** Words that sendmail knows (operations guide, "error mailer"), with the status that they stand for. */
const WORDS: Readonly<Record<string, string>> = {
  usage: "5.5.2",
  nouser: "5.1.1",
  nohost: "5.1.2",
  unavailable: "5.0.0",
  software: "5.3.0",
  tempfail: "4.0.0",
  protocol: "5.5.0",
  config: "5.3.5",
};

const WORD = new RegExp(`^(${Object.keys(WORDS).join("|")})\\b`, "i");

/** A reply that was to say "try again". */
const LATER = /^(?:4\d\d\b|4\.\d+\.\d+\b|tempfail\b)/i;

/** A reply code or a status. */
const CODES = /^(?:\d{3}\b|\d\.\d+\.\d+\b)/;

function faultOf(reply: ErrorReply, written: string, table: ErrorTable): Fault | undefined {
  const { code, dsn, dsnPart, textPart, codePart, problem } = reply;
  if (problem === "no-text")
    return {
      first: "There is no text, so senders see part of the address.",
      more: "The reply is 553 5.3.0.",
      severity: "error",
    };
  if (problem === "unbalanced")
    return {
      first: "A quote or bracket has no other half, so senders get 553 Unbalanced.",
      more: "They see the whole line and not the code in it.",
    };
  if (problem === "accepts")
    return {
      first: `${code} does not refuse: the sender treats it as success.`,
      more: "The mail is lost.",
      severity: "error",
    };
  if (problem === "silent")
    return {
      first: `sendmail sends no reply where the code is ${codePart?.text}: the sender waits.`,
      more: "A refusal has a code from 400 to 599.",
      severity: "error",
    };
  if (problem === "other-code")
    return {
      first: `${codePart?.text} is not a code for a refusal, and senders get ${code}.`,
      more: "4xx says try again later, and 5xx do not.",
      severity: /^6/.test(codePart?.text ?? "") ? "warning" : "error",
    };
  if (codePart !== undefined) {
    if (reply.isCut)
      return {
        first: "Senders do not see what follows the angle bracket.",
        more: "sendmail reads it as the end of an address. In double quotes the text stays as it is.",
        severity: "information",
      };
    if (dsn.charAt(0) === String(code).charAt(0))
      return /[^\0-\x7f]/.test(textPart.text)
        ? {
            first: "Senders do not see letters beyond ASCII as they are written.",
            more: "sendmail takes the eighth bit of each byte away: ü becomes C<.",
            severity: "information",
          }
        : undefined;
    return {
      first: `The two codes contradict each other: ${code} and ${dsn}.`,
      more: "One of them says that the sender may try again.",
    };
  }
  if (LATER.test(written) || LATER.test(textPart.text))
    return {
      first: "This refuses permanently: senders get 553 5.3.0 and do not try again.",
      more: "Only a reply code at the beginning of the text counts.",
      severity: "error",
    };
  if (problem === "joined")
    return {
      first: "The code is lost, and senders get 553 5.3.0.",
      more: "sendmail drops the space after the code, since a sign follows it. Begin the text with a word.",
    };
  if (dsnPart !== undefined && /^\d+\.\d+\.\d+$/.test(dsnPart.text))
    return {
      first: `Senders get 553 5.3.0, and not ${dsnPart.text}.`,
      more: "It counts only where the text begins with a reply code.",
    };
  if (CODES.test(written) || CODES.test(textPart.text.replace(/^(?:[^:\s]*:)+\s*/, "")))
    return {
      first: "The code becomes part of the text, and senders get 553 5.3.0.",
      more: "sendmail reads codes in one order only.",
    };
  return wordFault(dsnPart?.text, textPart.text, table);
}

/** The same where a right side is one word: no reply has a code of its own there. */
function cutFaultOf(reply: ErrorReply, written: string, table: ErrorTable): Fault | undefined {
  if (reply.problem === "no-text" || reply.codePart !== undefined) return faultOf(reply, written, table);
  return CODES.test(reply.textPart.text)
    ? {
        first: `Senders get 553 5.3.0 and "${reply.textPart.text}" as the text.`,
        more: "In a map of type text the right side is one word, so a code cannot count.",
      }
    : undefined;
}

/** What is wrong with the word after `error:`: the two tables read it in different ways. */
function wordFault(word: string | undefined, text: string, table: ErrorTable): Fault | undefined {
  if (table === "mailertable") {
    const first = word === undefined ? WORD.exec(text)?.[0] : undefined;
    if (first === undefined) return undefined;
    return {
      first: `Senders read "${first}" as part of the text, and get 553 5.3.0.`,
      more: "The word counts only before a colon.",
      severity: "information",
    };
  }
  if (text.startsWith(":"))
    return { first: "Senders read the second colon as part of the text.", more: "Here a space follows the word." };
  if (word === undefined || WORD.test(word)) return undefined;
  return {
    first: `Senders do not see the first word, "${word}".`,
    more: "sendmail reads the word after error: as a status such as nouser.",
    severity: "information",
  };
}

/** `error:D.S.N:code text` with the codes that are written, where both can be told. */
function meant(written: string, { codePart, problem, isCut }: ErrorReply): string | undefined {
  const [, own, quotable] = /^(\d\.\d{1,3}\.\d{1,3}:)\s*(\d{3}\s[^"]*)$/.exec(written) ?? [];
  if (isCut && codePart !== undefined && quotable !== undefined) return `error:${own}"${quotable}"`;
  if (codePart !== undefined || problem === "no-text" || problem === "unbalanced") return undefined;
  const word = WORD.exec(written)?.[0];
  const [, before, code, after, rest = ""] =
    /^(?:(\d\.\d{1,3}\.\d{1,3})[ :-]+)?(?:(\d{3})[ :-]+)?(?:(\d\.\d{1,3}\.\d{1,3})[ :-]+)?(\S.*)$/s.exec(
      written.slice(word?.length ?? 0).replace(/^[\s:]+/, ""),
    ) ?? [];
  if (/^[\d(<[\].:%@!^/+,;"]/.test(rest)) return undefined;
  const dsn = before ?? after;
  if (dsn === undefined && code === undefined) return undefined;
  const digit = (dsn ?? code ?? "").charAt(0);
  if (!/^[45]$/.test(digit) || (code !== undefined && !code.startsWith(digit))) return undefined;
  const known = WORDS[word?.toLowerCase() ?? ""];
  const status = dsn ?? (known?.startsWith(digit) ? known : `${digit}.0.0`);
  return `error:${status}:${code ?? `${digit}50`} ${rest}`;
}
