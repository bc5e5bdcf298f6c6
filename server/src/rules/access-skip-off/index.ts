// SKIP where sendmail does not know it.

import { accessWordFixes } from "../edits/feature-edits.ts";
import { hasAction, isRead, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-skip-off",
    title: "SKIP is an error text without the argument skip of access_db",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "anti-spam",
    sources: ["seen with sendmail -bt"],
  },
  concerns: ({ action }) => action === "skip",
  checkEntry(entry, context, report) {
    if (entry.action.kind !== "skip" || !hasAction(entry) || !isRead(context)) return;
    const isKnown = context.accessArguments.has("skip");
    const isAddress = entry.shape.kind === "address" && tagOf(entry) !== "to";
    if (isKnown && !isAddress) return;
    const fixes = () =>
      isKnown ? [] : accessWordFixes(context.site, "skip").map((fix) => ({ ...fix, preferred: true }));
    report({
      span: entry.valueSpan,
      ...(isKnown ? {} : { cause: "skip" }),
      message: isKnown
        ? 'SKIP for a full mail address refuses the mail: "553 5.3.0 SKIP".\nSKIP works for hosts, networks and domains only. Write OK, or remove the line.'
        : 'SKIP without the argument skip refuses the mail: "553 5.3.0 SKIP".\nsendmail reads the word as the text of a refusal. Add the argument skip to FEATURE(`access_db\').',
      fixes,
    });
  },
};
