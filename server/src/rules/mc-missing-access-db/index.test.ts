import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "no map at all": {
      files: { "sendmail.mc": mc("FEATURE(`⟦blocklist_recipients⟧')dnl") },
      fixes: ["Add FEATURE(`access_db') above: the lines of the access map take effect, RELAY too"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    },
    "a map below": {
      files: { "sendmail.mc": mc("FEATURE(`⟦blocklist_recipients⟧')dnl", "FEATURE(`access_db')dnl") },
      fixes: [],
    },
    "a rate control": { "sendmail.mc": mc("FEATURE(`⟦ratecontrol⟧')dnl") },
  },
  silent: {
    "a map above": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    "greet_pause with a time, which can do without": { "sendmail.mc": mc("FEATURE(`greet_pause', `5000')dnl") },
    "delay_checks without an argument": { "sendmail.mc": mc("FEATURE(`delay_checks')dnl") },
  },
});
