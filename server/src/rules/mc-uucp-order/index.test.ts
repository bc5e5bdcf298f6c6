import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "uucp first": {
      files: { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`⟦uucp⟧')dnl\nMAILER(`smtp')dnl\n" },
      fixed: { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\nMAILER(`uucp')dnl\n" },
    },
  },
  silent: {
    "smtp first": { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\nMAILER(`uucp')dnl\n" },
    "no uucp": { "sendmail.mc": mc() },
  },
});
