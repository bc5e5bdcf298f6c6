// `*.example.com` in relay-domains never matches.
import { withMembers } from "../class-members.ts";
import { wildcardRule } from "../wildcard-rule.ts";

const lines = wildcardRule(
  {
    code: "class-wildcard",
    title: "A wildcard never matches in relay-domains and other class files",
    severity: "error",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "in relay-domains that also matches the names below it",
);

export const rule = withMembers(lines, "rewrite");
