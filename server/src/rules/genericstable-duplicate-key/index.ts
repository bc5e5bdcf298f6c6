// A key that an earlier line of the genericstable has.
import { duplicateKeyRule } from "../shapes/duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "genericstable-duplicate-key",
  title: "makemap leaves out a key that an earlier line of the genericstable has",
  severity: "error",
  kinds: ["genericstable"],
  fix: "safe",
  versions: "*",
  guidance: "readme",
  sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
});
