// A key that an earlier line of the access map already has.
import { duplicateKeyRule } from "../shapes/duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "access-duplicate-key",
  title: "A key that an earlier line already has: makemap drops this one",
  severity: "warning",
  kinds: ["access"],
  fix: "safe",
  versions: ">=8.9",
  sources: ["makemap(8)", "seen with makemap: it keeps the first line and exits with 65"],
});
