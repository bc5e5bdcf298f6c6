import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "the feature alone": { "sendmail.mc": mc("FEATURE(`⟦preserve_luser_host⟧')dnl") } },
  silent: {
    "both, in order": {
      "sendmail.mc": mc("define(`LUSER_RELAY', `relay:hub.example.com')dnl", "FEATURE(`preserve_luser_host')dnl"),
    },
    "LUSER_RELAY alone": { "sendmail.mc": mc("define(`LUSER_RELAY', `relay:hub.example.com')dnl") },
  },
});
