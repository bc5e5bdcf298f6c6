// Reply codes and enhanced status codes that contradict each other, and forms that sendmail does not take for either.
import type { Action } from "../../tables/action.ts";
import { replacement } from "../edits/edits.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { hasAction, isAddressAndAction, splitKey } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

const STATUS = /^[245]\.\d{1,3}\.\d{1,3}$/;
/** An attempt at a status before a reply code: too few numbers, or no colon after them. */
const BROKEN_STATUS = /^(?:\d+(?:\.\d+)?:|\d\.\d+\.\d+\s)\s*\d{3}\b/;

export const rule: EntryRule = {
  meta: {
    code: "access-reply-code",
    title: "A refusal whose reply code and status contradict each other",
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
    const value = action.kind === "text" ? entry.value : "";
    if (action.kind === "text" && /^ERROR[\s-]/i.test(value)) {
      const written = value.replace(/^(ERROR)[\s-]+(?:(\d\.\d+\.\d+)[\s:]+)?/i, (_, word, status) =>
        status === undefined ? `${word}:` : `${word}:${status}:`,
      );
      report({
        span: entry.valueSpan,
        message: `ERROR needs a colon: without it sendmail reads the value as plain text.\nIt answers "553 5.3.0 ${value}". Write ${written}.`,
        fixes: () => [
          replacement(`Write ${written}: refuses with the code that is written`, entry.valueSpan, written, "asks"),
        ],
      });
    }
    if (action.kind !== "error" && action.kind !== "reply") return;
    const { code, dsn } = action;
    if (action.kind === "error" && action.status === undefined && code === undefined) {
      if (BROKEN_STATUS.test(action.text.text)) reportStatus(action, action.text.text);
      return;
    }
    if (action.kind === "error" && action.status !== undefined && !STATUS.test(action.status.text)) {
      const span = valueSpan(entry, action.status);
      report({
        span,
        severity: "information",
        message: `"${action.status.text}" is not a status, so sendmail drops it.\nA status is three numbers with dots, such as 5.7.1. sendmail makes one from the reply code instead. Correct it or leave it out.`,
      });
      return;
    }
    if (code === undefined) return;
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

    function reportStatus(given: Extract<Action, { kind: "error" }>, text: string): void {
      const written = /^(\d\.\d+\.\d+)\s+(.*)$/s.exec(text);
      const { source, end } = entry.valueSpan;
      const start = entry.valueSpan.start + given.word.end + 1;
      report({
        span: { source, start, end },
        message: `sendmail reads this as plain text, not as a status.\nIt answers "553 5.3.0 ${text}". After ERROR: it expects a status of three numbers and a colon, or the reply code.${written === null ? " Correct the status." : ` Write ERROR:${written[1]}:${written[2]}.`}`,
        fixes: () =>
          written === null
            ? []
            : [
                replacement(
                  "Put a colon after the status",
                  { source, start, end },
                  `${written[1]}:${written[2]}`,
                  "asks",
                ),
              ],
      });
    }
  },
};
