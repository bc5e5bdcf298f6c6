// Reply codes and enhanced status codes that contradict each other, and forms that sendmail does not take for either.
import { accessReply } from "../../relay/index.ts";
import { replacement } from "../edits/edits.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { hasAction, isAddressAndAction, splitKey } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";
import { lossOf } from "./losses.ts";

const STATUS = /^[245]\.\d{1,3}\.\d{1,3}$/;
/** `%` and a digit, with their place. */
function placeholderIn(value: string): { readonly text: string; readonly start: number } | undefined {
  const found = /(?<!%)(?:%%)*(%\d)/.exec(value);
  return found?.[1] === undefined ? undefined : { text: found[1], start: found.index + found[0].length - 2 };
}

export const rule: EntryRule = {
  meta: {
    code: "access-reply-code",
    title: "A refusal of which clients do not get the code, status or text as written",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["RFC 3463, section 3.1", "seen in sessions with a real daemon"],
  },
  concerns: ({ action }) => action === "text" || action === "error" || action === "reply",
  checkEntry(entry, _context, report) {
    if (splitKey(entry) !== undefined || isAddressAndAction(entry)) return;
    const { action } = entry;
    if ((action.kind !== "text" && action.kind !== "error" && action.kind !== "reply") || !hasAction(entry)) return;
    const reply = accessReply(entry.value, entry.tag.toLowerCase() === "connect");
    if (action.kind === "text" && /^ERROR[\s-]/i.test(entry.value)) {
      const written = entry.value.replace(/^(ERROR)[\s-]+(?:(\d\.\d+\.\d+)[\s:]+)?/i, (_, word, status) =>
        status === undefined ? `${word}:` : `${word}:${status}:`,
      );
      const isKept = accessReply(written)?.code === (/\b[45]\d\d\b/.exec(written)?.[0] ?? "553");
      const better = (reply && lossOf(reply, action, entry.value)?.better) ?? (isKept ? written : undefined);
      report({
        span: entry.valueSpan,
        message: `ERROR needs a colon: without it sendmail reads the value as plain text.\nIt answers "553 5.3.0 ${entry.value}". Write ${better ?? "ERROR:code text"}.`,
        fixes: () =>
          better === undefined
            ? []
            : [replacement(`Write ${better}: refuses with the code that is written`, entry.valueSpan, better, "asks")],
      });
      return;
    }
    const loss = reply && lossOf(reply, action, entry.value);
    if (loss !== undefined) {
      const { better } = loss;
      const start = entry.valueSpan.start + (action.kind === "error" ? action.word.end + 1 : 0);
      report({
        span: loss.isForm ? { ...entry.valueSpan, start } : entry.valueSpan,
        severity: loss.severity,
        message: `${loss.first}\n${loss.more}${better === undefined ? "" : ` Write ${better}.`}`,
        fixes: () =>
          better === undefined
            ? []
            : [replacement(`Write ${better}: clients get the text with this code`, entry.valueSpan, better, "asks")],
      });
      return;
    }
    const filled = placeholderIn(entry.value);
    if (filled !== undefined) {
      const { text, start } = filled;
      const span = { ...entry.valueSpan, start: entry.valueSpan.start + start, end: entry.valueSpan.start + start + 2 };
      report({
        span,
        message: `sendmail replaces ${text} in this text, so clients read something else.\nIn every value of a map %0 is the key, as in From:joe@a.example, and %1 to %9 are empty here. Write %% for one %.`,
        fixes: () => [replacement(`Write %${text}: clients then read ${text}`, span, `%${text}`, "asks")],
      });
      return;
    }
    if (action.kind === "text") return;
    const { code, dsn } = action;
    if (
      action.kind === "error" &&
      action.status !== undefined &&
      dsn === action.status &&
      !STATUS.test(action.status.text)
    ) {
      const span = valueSpan(entry, action.status);
      report({
        span,
        severity: "information",
        message: `"${action.status.text}" is not a status, so sendmail drops it.\nA status is three numbers with dots, such as 5.7.1. sendmail makes one from the reply code instead. Correct it or leave it out.`,
      });
      return;
    }
    if (code === undefined) return;
    if (code.text.startsWith("6")) {
      report({
        span: valueSpan(entry, code),
        message: `${code.text} is not the code of a refusal: sendmail sends ${reply?.code ?? "5xx"}.\nWrite a code from 500 to 599 to refuse, or one from 400 to 499 to make the client try again later.`,
      });
      return;
    }
    if (!/^[45]/.test(code.text)) {
      report({
        span: valueSpan(entry, code),
        severity: "error",
        message: `${code.text} is not the code of a refusal.\nThe client cannot tell what happened to its mail. Write a code from 500 to 599 to refuse it, or one from 400 to 499 to make the client try again later.`,
      });
      return;
    }
    const status = dsn?.text;
    if (status === undefined || !STATUS.test(status) || status[0] === code.text[0]) return;
    const span = valueSpan(entry, dsn ?? code);
    const fitting = `${code.text[0]}${status.slice(1)}`;
    report({
      span,
      message:
        `The status ${status} contradicts the reply code ${code.text}.\nA status starts with the same digit as the code. The code decides, so the mail is ${code.text.startsWith("4") ? "tried again later" : "refused permanently"}. ` +
        `Write ${fitting}, or change the code.`,
      fixes: () => [replacement(`Change it to ${fitting}: the client is told the same by both`, span, fitting)],
    });
  },
};
