// A key that sendmail never asks the genericstable for.
import { keyOf } from "../../kinds/genericstable/key.ts";
import { invalidKeyRule } from "../invalid-key-rule.ts";

export const rule = invalidKeyRule(
  {
    code: "genericstable-invalid-key",
    title: "A key that sendmail never asks the genericstable for",
    severity: "warning",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "sendmail asks for user@domain, then for @domain, and for user where a sender has no domain.",
  keyOf,
);
