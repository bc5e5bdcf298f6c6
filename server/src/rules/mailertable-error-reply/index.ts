// error: with codes that do not reach the sender as they are written.
import type { ErrorReply } from "../../kinds/error-reply.ts";
import type { Target } from "../../kinds/mailertable/value.ts";
import { partFix, targetRule } from "../mailertable-lines.ts";
import type { Severity } from "../types.ts";

/** Words before a colon that sendmail knows (operations guide, "error mailer"). */
const WORDS = /^(?:usage|nouser|nohost|unavailable|software|tempfail|protocol|config)\b/i;

interface Fault {
  readonly first: string;
  readonly more: string;
  readonly severity?: Severity;
}

export const rule = targetRule(
  {
    code: "mailertable-error-reply",
    title: "error: with codes that do not reach the sender as they are written",
    severity: "warning",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"', "seen with sendmail -bs"],
  },
  "error",
  ({ reply }, entry, _context, report) => {
    const fault = faultOf(reply);
    if (fault === undefined) return;
    const better = meant(entry.value, reply);
    report({
      span: entry.valueSpan,
      severity: fault.severity ?? "warning",
      message: `${fault.first}\n${fault.more} Write error:D.S.N:code text, such as error:5.1.2:550 No such host.`,
      fixes: () =>
        better === undefined ? [] : [partFix(entry, { start: 0, end: entry.value.length }, better, `Write ${better}`)],
    });
  },
);

function faultOf({ code, dsn, text, status, word, hasCode }: ErrorReply): Fault | undefined {
  if (text.text === "")
    return {
      first: "There is no text, so senders see a piece of the address.",
      more: "The reply is 553 5.3.0.",
      severity: "error",
    };
  if (hasCode) {
    if (!/^[45]/.test(code))
      return {
        first: `${code} does not refuse: the sender takes it for success.`,
        more: "The mail is lost.",
        severity: "error",
      };
    if (dsn.charAt(0) === code.charAt(0)) return undefined;
    return {
      first: `The two codes contradict each other: ${code} and ${dsn}.`,
      more: "One says that the sender may try again.",
    };
  }
  const isLater =
    status?.text.startsWith("4.") ||
    word?.text.toLowerCase() === "tempfail" ||
    /^4\d\d\b|^4\.\d+\.\d+\b|^tempfail\b/i.test(text.text);
  if (isLater)
    return {
      first: "This refuses for good: senders get 553 5.3.0, and do not try again.",
      more: "Only a reply code at the beginning of the text counts.",
      severity: "error",
    };
  if (status !== undefined)
    return {
      first: `Senders get 553 5.3.0, and not ${status.text}.`,
      more: "It counts only where the text begins with a reply code.",
    };
  if (/^\d{3}\b|^\d\.\d+\.\d+\b/.test(text.text) || /^\d{3}$/.test(word?.text ?? ""))
    return {
      first: "The code becomes part of the text, and senders get 553 5.3.0.",
      more: "sendmail reads codes in one order only.",
    };
  const first = WORDS.exec(text.text)?.[0];
  if (word === undefined && first !== undefined)
    return {
      first: `Senders read "${first}" as part of the text, and get 553 5.3.0.`,
      more: "The word counts only before a colon.",
      severity: "information",
    };
  return undefined;
}

/** `error:D.S.N:code text` with the codes that are written, where both can be told. */
function meant(
  value: string,
  { text, status, word, hasCode }: ErrorReply,
): Extract<Target, { kind: "error" }>["mailer"]["text"] | undefined {
  if (hasCode || text.text === "") return undefined;
  const written = /^(?:(\d\.\d{1,3}\.\d{1,3})[ :-]+)?(?:(\d{3})[ :-]+)?(?:(\d\.\d{1,3}\.\d{1,3})[ :-]+)?(\S.*)$/s.exec(
    text.text,
  );
  const [, before, code, after, rest = ""] = written ?? [];
  if (/^\d/.test(rest)) return undefined;
  const dsn = status?.text ?? before ?? after;
  const reply = code ?? (/^\d{3}$/.test(word?.text ?? "") ? word?.text : undefined);
  if (dsn === undefined && reply === undefined) return undefined;
  const digit = (dsn ?? reply ?? "").charAt(0);
  if (!/^[45]$/.test(digit) || (reply !== undefined && !reply.startsWith(digit))) return undefined;
  const codes = { dsn: dsn ?? `${digit}.0.0`, reply: reply ?? `${digit}50` };
  return value.trim() === "" ? undefined : `error:${codes.dsn}:${codes.reply} ${rest}`;
}
