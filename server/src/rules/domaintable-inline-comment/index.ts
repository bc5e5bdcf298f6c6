// A comment after the right side of a domaintable becomes part of it.
import { keyOf } from "../../kinds/domaintable/key.ts";
import { inlineCommentRule } from "../shapes/inline-comment-rule.ts";

export const rule = inlineCommentRule(
  {
    code: "domaintable-inline-comment",
    title: "A comment after the right side of a domaintable becomes part of it",
    severity: "error",
    kinds: ["domaintable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "gives the new name",
  (entry) =>
    keyOf(entry.key).kind === "never" ? undefined : { effect: "the domain, and its mail fails", severity: "error" },
);
