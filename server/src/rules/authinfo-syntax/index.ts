// A line of authinfo that makemap refuses.
import { mapSyntaxRule } from "../shapes/map-syntax-rule.ts";

export const rule = mapSyntaxRule(
  {
    code: "authinfo-syntax",
    title: "A line of authinfo that makemap leaves out",
    severity: "error",
    kinds: ["authinfo"],
    fix: "asks",
    versions: "*",
    sources: ["makemap(8)", "seen with makemap: messages and exit status 65"],
  },
  'the login, such as "U:user" "P:password",',
);
