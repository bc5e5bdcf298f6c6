// A key that an earlier line of the domaintable has.
import { duplicateKeyRule } from "../shapes/duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "domaintable-duplicate-key",
  title: "A key that an earlier line of the domaintable has already",
  severity: "error",
  kinds: ["domaintable"],
  fix: "safe",
  versions: "*",
  guidance: "readme",
  sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
});
