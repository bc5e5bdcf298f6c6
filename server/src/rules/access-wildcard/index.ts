// `*.example.com` in the access map never matches.
import { wildcardRule } from "../wildcard-rule.ts";

export const rule = wildcardRule(
  {
    code: "access-wildcard",
    title: "A wildcard never matches in the access map",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "that also matches the names below it",
);
