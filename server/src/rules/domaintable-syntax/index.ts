// A line of the domaintable that makemap refuses.
import { mapSyntaxRule } from "../shapes/map-syntax-rule.ts";

export const rule = mapSyntaxRule(
  {
    code: "domaintable-syntax",
    title: "A line of the domaintable that makemap leaves out",
    severity: "error",
    kinds: ["domaintable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  "the new name, such as new.example.com,",
);
