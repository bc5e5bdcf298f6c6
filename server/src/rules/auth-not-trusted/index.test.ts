import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a .cf": {
      files: {
        "sendmail.cf": "V10/Berkeley\nC{TrustAuthMech}PLAIN\nO AuthMechanisms=⟦LOGIN⟧ PLAIN\n",
      },
      fixed: { "sendmail.cf": "V10/Berkeley\nC{TrustAuthMech}PLAIN LOGIN\nO AuthMechanisms=LOGIN PLAIN\n" },
    },
    "a method that may not relay": {
      files: {
        "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `⟦LOGIN⟧ PLAIN')dnl", "TRUST_AUTH_MECH(`PLAIN')dnl"),
      },
      message: /LOGIN/,
      related: [3],
      fixed: {
        "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl", "TRUST_AUTH_MECH(`PLAIN LOGIN')dnl"),
      },
    },
  },
  silent: {
    "the same methods in a .cf": {
      "sendmail.cf": "V10/Berkeley\nC{TrustAuthMech}PLAIN LOGIN\nO AuthMechanisms=LOGIN PLAIN\n",
    },
    "no TRUST_AUTH_MECH": { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl") },
    "a method for Kerberos, as in many templates": {
      "sendmail.mc": mc(
        "define(`confAUTH_MECHANISMS', `EXTERNAL GSSAPI LOGIN PLAIN')dnl",
        "TRUST_AUTH_MECH(`EXTERNAL LOGIN PLAIN')dnl",
      ),
    },
    "the same methods in two calls": {
      "sendmail.mc": mc(
        "define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl",
        "TRUST_AUTH_MECH(`LOGIN')dnl",
        "TRUST_AUTH_MECH(`plain')dnl",
      ),
    },
  },
});
