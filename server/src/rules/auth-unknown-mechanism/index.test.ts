import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a .cf": { files: { "sendmail.cf": "V10/Berkeley\nO AuthMechanisms=⟦LOGIN,PLAIN⟧\n" } },
    "a misspelt method that is offered": {
      files: { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `LOGIN ⟦PLIAN⟧')dnl") },
      message: /never offered.*PLAIN/s,
      fixed: { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl") },
    },
    "a misspelt method that is trusted": { "sendmail.mc": mc("TRUST_AUTH_MECH(`⟦CRAM_MD5X⟧')dnl") },
    "offered methods separated by commas": {
      files: { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `⟦LOGIN,⟧ PLAIN')dnl") },
      fixed: { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl") },
    },
    "methods separated by commas": {
      files: { "sendmail.mc": mc("TRUST_AUTH_MECH(`⟦LOGIN,PLAIN⟧')dnl") },
      message: /Spaces separate/,
      fixed: { "sendmail.mc": mc("TRUST_AUTH_MECH(`LOGIN PLAIN')dnl") },
    },
  },
  silent: {
    "methods in lower case": { "sendmail.mc": mc("TRUST_AUTH_MECH(`plain login')dnl") },
    "members of a family": { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `SCRAM-SHA-512 GS2-KRB5')dnl") },
    "a method of somebody's own": { "sendmail.mc": mc("define(`confAUTH_MECHANISMS', `X-COMPANY-TOKEN')dnl") },
  },
});
