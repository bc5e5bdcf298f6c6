// A comment after the right side of a virtusertable becomes part of it.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { angled, COMMENT_COUNTS, isDropped } from "../../tables/values/angled.ts";
import { virtualValue } from "../facts/virtusertable-lines.ts";
import { inlineCommentRule } from "../shapes/inline-comment-rule.ts";

export const rule = inlineCommentRule(
  {
    code: "virtusertable-inline-comment",
    title: "A comment after the right side becomes part of the recipient",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  "delivers mail to that recipient",
  (entry) => {
    if (keyOf(entry.key).kind === "never") return undefined;
    if (virtualValue(entry).kind === "error") return { effect: "the text that senders see", severity: "information" };
    if (isDropped(entry.value)) return undefined;
    const effect = angled(entry.value) === undefined ? "the recipient, and mail is refused" : COMMENT_COUNTS;
    return { effect, severity: "error" };
  },
);
