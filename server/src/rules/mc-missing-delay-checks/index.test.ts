import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "nodelay alone": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦ratecontrol⟧', `nodelay')dnl") },
  },
  silent: {
    "nodelay below delay_checks": {
      "sendmail.mc": mc(
        "FEATURE(`access_db')dnl",
        "FEATURE(`delay_checks')dnl",
        "FEATURE(`conncontrol', `nodelay', `terminate')dnl",
      ),
    },
    "no nodelay": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`ratecontrol')dnl") },
  },
});
