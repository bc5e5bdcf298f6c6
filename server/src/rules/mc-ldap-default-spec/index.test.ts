import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "no server": { "sendmail.mc": mc("FEATURE(`⟦ldap_routing⟧')dnl") } },
  silent: {
    "a server": {
      "sendmail.mc": mc("define(`confLDAP_DEFAULT_SPEC', `-h ldap.example.com')dnl", "FEATURE(`ldap_routing')dnl"),
    },
    "no LDAP": { "sendmail.mc": mc() },
  },
});
