// A line of the virtusertable that makemap refuses.
import { mapSyntaxRule } from "../shapes/map-syntax-rule.ts";

export const rule = mapSyntaxRule(
  {
    code: "virtusertable-syntax",
    title: "A line of the virtusertable that makemap leaves out",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  "who gets the mail, such as joe or joe@example.net,",
);
