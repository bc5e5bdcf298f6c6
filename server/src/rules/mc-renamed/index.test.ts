import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "an old name": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦blacklist_recipients⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    },
  },
  silent: {
    "the new name": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    "a dead line": { "sendmail.mc": mc("dnl FEATURE(`blacklist_recipients')") },
  },
});
