// A key that sendmail never looks up in the genericstable.
import { keyOf } from "../../kinds/genericstable/key.ts";
import { invalidKeyRule } from "../shapes/invalid-key-rule.ts";

export const rule = invalidKeyRule(
  {
    code: "genericstable-invalid-key",
    title: "A key that sendmail never looks up in the genericstable",
    severity: "warning",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "sendmail looks up user@domain, then @domain; and user for a sender without a domain.",
  keyOf,
);
