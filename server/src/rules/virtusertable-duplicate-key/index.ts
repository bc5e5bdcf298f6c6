// A key that an earlier line of the virtusertable has.
import { duplicateKeyRule } from "../shapes/duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "virtusertable-duplicate-key",
  title: "makemap leaves out a key that an earlier line of the virtusertable has",
  severity: "error",
  kinds: ["virtusertable"],
  fix: "safe",
  versions: "*",
  guidance: "readme",
  sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
});
