// A key that sendmail never looks up in the virtusertable.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { invalidKeyRule } from "../shapes/invalid-key-rule.ts";

export const rule = invalidKeyRule(
  {
    code: "virtusertable-invalid-key",
    title: "A key that sendmail never looks up in the virtusertable",
    severity: "warning",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  "sendmail looks up user@domain, then @domain. Users without a domain belong in the aliases.",
  keyOf,
  (meant) =>
    meant.startsWith("@") ? "which covers all users of the domain that have no line of their own" : undefined,
);
