// CIDR notation in relay-domains never matches.
import { cidrRule } from "../cidr-rule.ts";

export const rule = cidrRule(
  {
    code: "class-cidr",
    title: "A network in CIDR notation never matches in relay-domains and other class files",
    severity: "error",
    kinds: ["class"],
    fix: "unsafe",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  "nothing ever matches and the line does nothing",
);
