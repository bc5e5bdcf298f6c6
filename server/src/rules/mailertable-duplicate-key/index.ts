// A key that an earlier line of the mailertable has.
import { duplicateKeyRule } from "../shapes/duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "mailertable-duplicate-key",
  title: "A key that an earlier line of the mailertable has already",
  severity: "error",
  kinds: ["mailertable"],
  fix: "safe",
  versions: "*",
  sources: ["makemap(8)", "seen with makemap: it keeps the first line and exits with 65"],
});
