import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "lookups that exclude each other": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`relay_hosts_only')dnl", "FEATURE(`⟦lookupdotdomain⟧')dnl"),
    },
  },
  silent: {
    "one of them": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`lookupdotdomain')dnl") },
    "friends alone": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks', `friend')dnl") },
  },
});
