// A line of the mailertable that makemap refuses.
import { mapSyntaxRule } from "../shapes/map-syntax-rule.ts";

export const rule = mapSyntaxRule(
  {
    code: "mailertable-syntax",
    title: "A line of the mailertable that makemap leaves out",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    sources: ["makemap(8)", "seen with makemap: messages and exit status 65"],
  },
  "where mail goes, such as esmtp:[mail.example.com],",
);
