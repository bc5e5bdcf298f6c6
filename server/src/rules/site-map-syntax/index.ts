// A line of userdb, bitdomain or uudomain that makemap refuses.
import { mapSyntaxRule } from "../shapes/map-syntax-rule.ts";

export const rule = mapSyntaxRule(
  {
    code: "site-map-syntax",
    title: "A line of userdb, bitdomain or uudomain that makemap leaves out",
    severity: "error",
    kinds: ["userdb", "bitdomain", "uudomain"],
    fix: "asks",
    versions: "*",
    sources: ["makemap(8)", "seen with makemap: messages and exit status 65"],
  },
  "what it stands for",
);
