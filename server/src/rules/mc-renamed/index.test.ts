import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "an old name where the version is known": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦blacklist_recipients⟧')dnl") },
      options: { targetVersion: "8.17.1" },
      fixes: ["Write blocklist_recipients"],
    },
    "an old name in a file that names an older version": {
      files: {
        "sendmail.mc": mc("VERSIONID(`8.14.4')dnl", "FEATURE(`access_db')dnl", "FEATURE(`⟦blacklist_recipients⟧')dnl"),
      },
      options: { targetVersion: "8.17.1" },
      fixes: ["Write blocklist_recipients: sendmail before 8.16.1 does not know it, and the setting would be lost"],
    },
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
