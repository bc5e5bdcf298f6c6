// A key that an earlier line of authinfo has.
import { duplicateKeyRule } from "../shapes/duplicate-key-rule.ts";

export const rule = duplicateKeyRule({
  code: "authinfo-duplicate-key",
  title: "A key that an earlier line of authinfo has: makemap leaves this one out",
  severity: "error",
  kinds: ["authinfo"],
  fix: "safe",
  versions: "*",
  sources: ["makemap(8)", "seen with makemap: it keeps the first line and exits with 65"],
});
