import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the feature": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "⟦FEATURE(`relay_mail_from')⟧dnl") },
      fixes: [
        "Remove FEATURE(`relay_mail_from'): clients that only claim such a sender are refused",
        "Disable FEATURE(`relay_mail_from') with dnl: clients that only claim such a sender are refused",
      ],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a map that comes only below: it has no effect": {
      files: { "sendmail.mc": mc("⟦FEATURE(`relay_mail_from')⟧dnl", "FEATURE(`access_db')dnl") },
      message: /^relay_mail_from does nothing without access_db above it\./,
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a feature behind a comment sign, which m4 does not know": {
      files: { "sendmail.mc": mc("#⟦FEATURE(`relay_mail_from')⟧") },
      fixed: { "sendmail.mc": mc() },
    },
    "the feature under an ifdef that holds": {
      files: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `⟦FEATURE(`relay_mail_from')⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `')dnl") },
    },
    "each use of a macro that brings it in": {
      "sendmail.mc": mc("define(`MINE', `⟦FEATURE(`relay_mail_from')⟧')dnl", "MINE"),
    },
  },
  silent: {
    "a dnl comment": {
      "sendmail.mc": mc("dnl FEATURE(`relay_mail_from')dnl", "FEATURE(`access_db')dnl FEATURE(`relay_mail_from')"),
    },
    "an ifdef that does not hold": { "sendmail.mc": mc("ifdef(`NOT_MINE', `FEATURE(`relay_mail_from')')dnl") },
    "quoted text that is never expanded": { "sendmail.mc": mc("define(`UNUSED', `FEATURE(`relay_mail_from')')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
