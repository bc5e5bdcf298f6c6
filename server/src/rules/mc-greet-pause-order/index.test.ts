import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the map below": {
      files: { "sendmail.mc": mc("FEATURE(`greet_pause', `5000')dnl", "FEATURE(`⟦access_db⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`greet_pause', `5000')dnl") },
    },
  },
  silent: {
    "the map above": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`greet_pause', `5000')dnl") },
    "no map": { "sendmail.mc": mc("FEATURE(`greet_pause', `5000')dnl") },
  },
});
