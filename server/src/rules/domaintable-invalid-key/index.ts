// A key that sendmail never looks up in the domaintable.
import { keyOf } from "../../kinds/domaintable/key.ts";
import { invalidKeyRule } from "../shapes/invalid-key-rule.ts";

export const rule = invalidKeyRule(
  {
    code: "domaintable-invalid-key",
    title: "A key that sendmail never looks up in the domaintable",
    severity: "warning",
    kinds: ["domaintable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "sendmail looks up the whole domain of an address.",
  keyOf,
);
