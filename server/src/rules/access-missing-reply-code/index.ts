// `ERROR:text` without a reply code.
import { hasAction, splitKey } from "../access-words.ts";
import { valueSpan } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-missing-reply-code",
    title: "ERROR without a reply code: sendmail answers 553 5.3.0",
    severity: "information",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["seen in sessions with a real daemon"],
  },
  concerns: ({ action }) => action === "error",
  checkEntry(entry, _context, report) {
    if (splitKey(entry) !== undefined) return;
    const { action } = entry;
    if (action.kind !== "error" || action.code !== undefined || !hasAction(entry)) return;
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
