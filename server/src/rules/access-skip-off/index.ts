// SKIP where sendmail does not know it.
import { hasAction, isRead, tagOf } from "../access-words.ts";
import { accessWordFixes } from "../feature-edits.ts";
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
        ? 'SKIP works for hosts, networks and domains only. For a full mail address sendmail takes it for the text of a refusal: "553 5.3.0 SKIP". Write OK, or leave the line out.'
        : 'Without the argument skip of FEATURE(`access_db\') sendmail takes SKIP for the text of a refusal: "553 5.3.0 SKIP". Give it that argument.',
      fixes,
    });
  },
};
