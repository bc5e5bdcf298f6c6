import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature": {
      files: { "sendmail.mc": mc("#⟦FEATURE⟧(`access_db')") },
      fixes: ["Put dnl before the line: FEATURE no longer takes effect"],
      fixed: { "sendmail.mc": mc("dnl #FEATURE(`access_db')") },
    },
    "a define": { "sendmail.mc": mc("  # ⟦define⟧(`SMART_HOST', `relay.example.com')") },
  },
  silent: {
    "dnl in any place": {
      "sendmail.mc": mc("dnl FEATURE(`access_db')", "#dnl FEATURE(`access_db')", "# dnl define(`X', `y')"),
    },
    prose: { "sendmail.mc": mc("# define what you need", "# see cf/README for FEATUREs") },
  },
});
