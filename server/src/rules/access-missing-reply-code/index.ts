// `ERROR:text` or `5.7.1 text` without a reply code.
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { hasAction, splitKey } from "../facts/access-words.ts";
import type { EntryRule, Finding } from "../types.ts";

/** A status at the beginning, and what follows. */
const STATUS = /^([45]\.\d{1,3}\.\d{1,3})(?:[ :]+(.*))?$/;

export const rule: EntryRule = {
  meta: {
    code: "access-missing-reply-code",
    title: "A refusal without a reply code: sendmail answers 553 5.3.0",
    severity: "information",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["seen in sessions with a real daemon"],
  },
  concerns: ({ action }) => action === "error" || action === "text",
  checkEntry(entry, _context, report) {
    if (splitKey(entry) !== undefined) return;
    const { action } = entry;
    if (action.kind === "text" && hasAction(entry)) {
      const found = statusAlone(action.text.text, valueSpan(entry, action.text));
      if (found !== undefined) report(found);
    }
    if (action.kind !== "error" || action.code !== undefined || !hasAction(entry)) return;
    // `ERROR:5.1.1 text`; a reply code after the status has a rule of its own.
    if (action.status === undefined && !/^\S+\s+\d{3}\b/.test(action.text.text)) {
      const found = statusAlone(action.text.text, valueSpan(entry, action.text));
      if (found !== undefined) report(found);
    }
    if (/^[\d"]/.test(action.text.text) || action.text.text === "") return;
    // Without a status this is only a habit; with one, the author wanted something that does not happen.
    if (action.status === undefined && action.dsn !== undefined) return;
    const status = action.status?.text;
    const isTemporary = status?.startsWith("4") === true;
    const code = isTemporary ? "450" : "550";
    const span = valueSpan(entry, action.text);
    report({
      span,
      severity: isTemporary ? "error" : status === undefined ? "information" : "warning",
      message:
        `Without a reply code, sendmail answers 553 5.3.0${status === undefined ? "" : ` and drops ${status}`}.\n` +
        (isTemporary ? "That refuses the mail permanently, and the client does not try again later. " : "") +
        `Write ${code} before the text.`,
      fixes: () => [
        {
          title: `Write ${code} before the text: the client is refused with this code`,
          grade: "asks",
          preferred: true,
          changes: [{ span: { ...span, end: span.start }, newText: `${code} ` }],
        },
      ],
    });
  },
};

/** `5.7.1 text`: sendmail looks for a reply code first, and a status counts only after one. */
function statusAlone(value: string, span: Span): Finding | undefined {
  const [, status, text = ""] = STATUS.exec(value) ?? [];
  if (status === undefined) return undefined;
  const isTemporary = status.startsWith("4");
  const [code = ""] = /^[45]\d\d(?= )/.exec(text) ?? [];
  const rest = text.slice(code.length).trim() || "Refused";
  const meant = `${code || (isTemporary ? "450" : "550")} ${status} ${rest}`;
  return {
    span,
    severity: isTemporary ? "error" : "warning",
    message: `Without a reply code, sendmail answers 553 5.3.0, and ${status} is only text.\n${isTemporary ? "That refuses the mail permanently, and the client does not try again later. " : ""}Write ${meant}.`,
    fixes: () => [replacement(`Write ${meant}: the client is refused with this code`, span, meant, "asks")],
  };
}
