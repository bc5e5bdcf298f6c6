import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a .cf without a list": {
      files: { "sendmail.cf": "V10/Berkeley\nC{TrustAuthMech}⟦PLAIN⟧\n" },
      message: /AuthMechanisms is not set/,
      severity: "warning",
    },
    "methods that sendmail does not offer by itself": {
      files: { "sendmail.mc": mc("TRUST_AUTH_MECH(`⟦LOGIN⟧ PLAIN')dnl") },
      severity: "warning",
      fixed: {
        "sendmail.mc": mc("TRUST_AUTH_MECH(`LOGIN PLAIN')dnl", "define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl"),
      },
    },
    "one that is missing in the list": {
      files: {
        "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `PLAIN')dnl", "TRUST_AUTH_MECH(`PLAIN ⟦LOGIN⟧')dnl"),
      },
      severity: "information",
      fixed: {
        "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `PLAIN LOGIN')dnl", "TRUST_AUTH_MECH(`PLAIN LOGIN')dnl"),
      },
    },
  },
  silent: {
    "the same in both": {
      "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `plain LOGIN')dnl", "TRUST_AUTH_MECH(`PLAIN LOGIN')dnl"),
    },
    "EXTERNAL, which is offered by itself with TLS": {
      "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `PLAIN')dnl", "TRUST_AUTH_MECH(`EXTERNAL PLAIN')dnl"),
    },
    "methods of sendmail's own list": { "sendmail.mc": mc("TRUST_AUTH_MECH(`DIGEST-MD5 CRAM-MD5')dnl") },
  },
});
