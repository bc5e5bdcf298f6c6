// A comment after the right side of a domaintable, bitdomain or uudomain becomes part of it.
import { isAsked } from "../../kinds/pseudo-domain.ts";
import { inlineCommentRule } from "../shapes/inline-comment-rule.ts";

export const rule = inlineCommentRule(
  {
    code: "domaintable-inline-comment",
    title: "A comment after a domain in domaintable, bitdomain or uudomain",
    severity: "error",
    kinds: ["domaintable", "bitdomain", "uudomain"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "gives the new name",
  (entry, { kind }) =>
    isAsked(entry.key, kind) ? { effect: "the domain, and its mail fails", severity: "error" } : undefined,
);
