// error: in a virtusertable with codes that do not reach the sender as they are written.
import { errorReplyRule } from "../shapes/error-reply-rule.ts";

export const rule = errorReplyRule(
  {
    code: "virtusertable-error-reply",
    title: "error: in a virtusertable with codes that do not reach the sender",
    severity: "warning",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  "virtusertable",
);
