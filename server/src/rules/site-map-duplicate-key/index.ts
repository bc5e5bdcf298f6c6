// A key that an earlier line of bitdomain or uudomain has.
import { duplicateKeyRule } from "../duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "site-map-duplicate-key",
  title: "A key that an earlier line of bitdomain or uudomain has: makemap leaves this one out",
  severity: "error",
  kinds: ["bitdomain", "uudomain"],
  fix: "safe",
  versions: "*",
  sources: ["makemap(8)", "seen with makemap: it keeps the first line and exits with 65"],
});
