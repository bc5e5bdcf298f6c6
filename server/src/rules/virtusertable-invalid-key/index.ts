// A key that sendmail never asks the virtusertable for.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { invalidKeyRule } from "../invalid-key-rule.ts";

export const rule = invalidKeyRule(
  {
    code: "virtusertable-invalid-key",
    title: "A key that sendmail never asks the virtusertable for",
    severity: "warning",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  "sendmail asks for user@domain, then for @domain. Users without a domain belong into the aliases.",
  keyOf,
  (meant) => (meant.startsWith("@") ? "which takes all users of the domain that no other line is about" : undefined),
);
