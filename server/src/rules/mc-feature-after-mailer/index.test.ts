import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature that still works": {
      files: { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\nFEATURE(`⟦access_db⟧')dnl\n" },
      severity: "warning",
      fixed: { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n" },
    },
    "a feature without effect": {
      files: { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nFEATURE(`⟦always_add_domain⟧')dnl\n" },
      severity: "error",
      message: /no effect/,
    },
    "a feature around the mailer": {
      files: { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`⟦access_db⟧'dnl\nMAILER(`local')dnl\n)dnl\n" },
      fixes: [],
    },
  },
  silent: {
    "features above": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    "a section below": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nCwexample.com\n` },
  },
});
