// A line of the genericstable that makemap refuses.
import { mapSyntaxRule } from "../shapes/map-syntax-rule.ts";

export const rule = mapSyntaxRule(
  {
    code: "genericstable-syntax",
    title: "A line of the genericstable that makemap leaves out",
    severity: "error",
    kinds: ["genericstable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "what a sender is called outside, such as joe.doe@example.com,",
);
