// Refusals for `To:` that nothing reads.

import { featureFixes } from "../edits/feature-edits.ts";
import { fullKeySpan } from "../edits/table-edits.ts";
import { isRead, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

const NAMES = ["blocklist_recipients", "blacklist_recipients"];
const REFUSALS: ReadonlySet<string> = new Set(["reject", "discard", "error", "reply", "quarantine"]);

export const rule: EntryRule = {
  meta: {
    code: "access-blocklist-off",
    title: "A refusal for a recipient does nothing without blocklist_recipients",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ["seen with sendmail -bt"],
  },
  concerns: ({ tag, action }) => tag === "to" && REFUSALS.has(action),
  checkEntry(entry, context, report) {
    if (!REFUSALS.has(entry.action.kind) || tagOf(entry) !== "to" || !isRead(context)) return;
    if (NAMES.some((name) => context.features?.has(name)) || context.ownTags.has("to")) return;
    if (!context.isComplete) return;
    report({
      span: fullKeySpan(entry),
      cause: "blocklist_recipients",
      message:
        "This line refuses nothing: sendmail looks up recipients for RELAY only.\nMail to this recipient is accepted as if the line were not there. Add FEATURE(`blocklist_recipients') to the .mc.",
      fixes: () => featureFixes(context.site, "blocklist_recipients"),
    });
  },
};
