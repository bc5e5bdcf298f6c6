import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature that came later": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦blocklist_recipients⟧')dnl") },
      options: { targetVersion: "8.15.2" },
      message: /8\.16\.1/,
    },
  },
  silent: {
    "an unknown version": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    "old words": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
