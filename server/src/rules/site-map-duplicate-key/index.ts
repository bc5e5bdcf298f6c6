// A key that an earlier line of bitdomain or uudomain has.
import { duplicateKeyRule } from "../shapes/duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "site-map-duplicate-key",
  title: "makemap leaves out a key that an earlier line of the table has",
  severity: "error",
  kinds: ["bitdomain", "uudomain"],
  fix: "safe",
  versions: "*",
  sources: ["makemap(8)", "seen with makemap: it keeps the first line and exits with 65"],
});
