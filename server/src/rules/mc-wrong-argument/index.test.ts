import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a word that nobody knows": {
      files: { "sendmail.mc": mc("FEATURE(`nouucp', `⟦maybe⟧')dnl") },
      message: /maybe/,
      fixed: { "sendmail.mc": mc("FEATURE(`nouucp', `reject')dnl") },
    },
  },
  silent: {
    "a word in short": {
      "sendmail.mc": mc("FEATURE(`nouucp', `r')dnl", "FEATURE(`access_db')dnl", "FEATURE(`delay_checks', `friend')dnl"),
    },
    "no argument": { "sendmail.mc": mc("FEATURE(`delay_checks')dnl") },
  },
});
