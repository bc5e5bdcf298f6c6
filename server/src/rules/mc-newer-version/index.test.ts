import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature that came later": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦blocklist_recipients⟧')dnl") },
      options: { targetVersion: "8.15.2" },
      message: /8\.16\.1.*\nm4 cannot open it/,
      severity: "error",
    },
    "a setting that came later, which m4 ignores": {
      files: { "sendmail.mc": mc("define(`⟦confOPENSSL_CNF⟧', `/x')dnl") },
      options: { targetVersion: "8.17.1" },
      message: /\nm4 ignores it/,
      severity: "warning",
    },
    "a macro that came later": {
      files: { "sendmail.mc": mc("⟦QUEUE_GROUP⟧(`q', `P=/x')dnl") },
      options: { targetVersion: "8.11.7" },
      message: /becomes a line of the \.cf/,
      severity: "error",
    },
  },
  silent: {
    "an unknown version": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    "old words": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
