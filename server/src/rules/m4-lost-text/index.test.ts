import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a second feature": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl ⟦FEATURE⟧(`delay_checks')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks')dnl") },
    },
  },
  silent: {
    "a comment": { "sendmail.mc": mc("FEATURE(`access_db')dnl for the spammers") },
    "a line that is switched off": { "sendmail.mc": mc("dnl FEATURE(`access_db')dnl FEATURE(`delay_checks')") },
  },
});
