// `RELAY office`, `RELAY # office`: an action that is none because of what follows it.
import { parseAction } from "../../tables/action.ts";
import { effectOf } from "../edits/effects.ts";
import { valueFix } from "../edits/table-edits.ts";
import { hasAction, splitKey } from "../facts/access-words.ts";
import { type Reason, ruleOfReasons } from "../shapes/reasons.ts";
import type { Fix } from "../types.ts";
import { inlineComment } from "./inline-comment.ts";

/** Reports other words after an action. */
const trailingText: Reason = {
  concerns: ({ action }) => action === "text",
  checkEntry(entry, context, report) {
    if (splitKey(entry) !== undefined) return;
    const { action } = entry;
    if (action.kind !== "text" || action.meant === undefined || !hasAction(entry)) return;
    const { value } = entry;
    const word = action.meant.text.toUpperCase();
    const rest = value.slice(action.meant.end).trim();
    // Comments, single misspelt words and ERROR have rules of their own.
    if (value.includes("#") || !/^\s/.test(value.slice(action.meant.end)) || rest === "") return;
    if (word === "ERROR" || word === "FRIEND" || word === "HATER" || word === "QUARANTINE") return;
    const refusal = /^\d{3}\b/.test(rest) ? `ERROR:${rest}` : `ERROR:5.7.1:550 ${rest}`;
    const isRefusal = word === "REJECT";
    const fix = (value: string) =>
      valueFix(entry, value, effectOf(entry, context, entry.key, { action: parseAction(value, entry.tag) }));
    const fixes = (): readonly Fix[] => (isRefusal ? [fix(refusal), { ...fix(word), preferred: false }] : [fix(word)]);
    report({
      span: entry.valueSpan,
      severity: isRefusal ? "warning" : "error",
      message: isRefusal
        ? `REJECT takes no text: here the whole value is the text of the refusal.\nsendmail answers "553 5.3.0 ${value}". Write ${refusal}.`
        : `This line refuses mail: ${word} works only as the whole value.\nBecause of "${rest}" after it, sendmail refuses mail with the text "553 5.3.0 ${value}". Put the comment on a line of its own, after #.`,
      fixes,
    });
  },
};

export const rule = ruleOfReasons(
  {
    code: "access-trailing-text",
    title: "Text after an action becomes part of the value, and the action is lost",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["makemap(8)", "seen with makemap, and in sessions with a real daemon"],
  },
  [inlineComment, trailingText],
);
