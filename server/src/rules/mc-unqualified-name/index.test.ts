import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a name for HELO without a domain": { "sendmail.mc": mc("define(`confHELO_NAME', `⟦mail⟧')dnl") },
    "no name in a .mc": { "sendmail.mc": mc("define(`⟦confDOMAIN_NAME⟧', `')dnl") },
    "no name in a .cf": { "sendmail.cf": "V10/Berkeley\n⟦Dj⟧\n" },
    "a space before the name": { "sendmail.mc": mc("define(`confDOMAIN_NAME', `⟦ mx.a.example⟧')dnl") },
    "$j of a .cf": { "sendmail.cf": "V10/Berkeley\nDj⟦mail⟧\n" },
    "a host name alone": {
      files: { "sendmail.mc": mc("define(`confDOMAIN_NAME', `⟦mail⟧')dnl") },
      message: /mail\.example\.com/,
    },
    localhost: { "sendmail.mc": mc("define(`confDOMAIN_NAME', `⟦localhost⟧')dnl") },
  },
  silent: {
    "$j put together in a .cf": { "sendmail.cf": "V10/Berkeley\nDj$w.example.com\n" },
    "a whole name": { "sendmail.mc": mc("define(`confDOMAIN_NAME', `mail.example.org')dnl") },
    "a name that sendmail completes": {
      "sendmail.mc": mc("define(`confDOMAIN_NAME', `$w.example.org')dnl", "define(`confDOMAIN_NAME', `$w')dnl"),
    },
    "no name, which the host then gives": { "sendmail.mc": mc() },
  },
});
