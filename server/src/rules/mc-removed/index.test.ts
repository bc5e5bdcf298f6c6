import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "an option": {
      files: { "sendmail.mc": mc("define(`⟦confAUTO_REBUILD⟧', `True')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc() },
    },
    "a feature": { files: { "sendmail.mc": mc("FEATURE(`⟦rbl⟧')dnl") }, severity: "error" },
  },
  silent: {
    "what is there": { "sendmail.mc": mc("FEATURE(`dnsbl', `zen.spamhaus.org')dnl") },
    "a dead line": { "sendmail.mc": mc("dnl FEATURE(`rbl')") },
  },
});
