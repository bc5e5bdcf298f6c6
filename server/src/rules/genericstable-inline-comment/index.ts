// A comment after the right side of a genericstable becomes part of it.
import { keyOf } from "../../kinds/genericstable/key.ts";
import { angled, COMMENT_COUNTS, isDropped } from "../../tables/values/angled.ts";
import { inlineCommentRule } from "../shapes/inline-comment-rule.ts";

export const rule = inlineCommentRule(
  {
    code: "genericstable-inline-comment",
    title: "A comment after the right side of a genericstable becomes part of it",
    severity: "error",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "renames the sender as written",
  (entry) =>
    keyOf(entry.key).kind === "never" || isDropped(entry.value)
      ? undefined
      : {
          effect: angled(entry.value) === undefined ? "the address, to which nobody can reply" : COMMENT_COUNTS,
          severity: "error",
        },
);
