// error: in a mailertable with codes that do not reach the sender as they are written.
import { errorReplyRule } from "../shapes/error-reply-rule.ts";

export const rule = errorReplyRule(
  {
    code: "mailertable-error-reply",
    title: "error: with codes that do not reach the sender as written",
    severity: "warning",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"', "seen with sendmail -bs"],
  },
  "mailertable",
);
