// CIDR notation in the access map never matches.
import { cidrRule } from "../cidr-rule.ts";

export const rule = cidrRule(
  {
    code: "access-cidr",
    title: "A network in CIDR notation never matches in the access map",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "this line matches no client",
);
