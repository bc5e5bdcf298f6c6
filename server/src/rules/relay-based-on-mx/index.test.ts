import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the feature": {
      files: { "sendmail.mc": mc("⟦FEATURE(`relay_based_on_MX')⟧dnl", "FEATURE(`access_db')dnl") },
      fixes: [
        "Remove FEATURE(`relay_based_on_MX'): domains that name this server as MX are refused, unless relay-domains lists them",
        "Disable FEATURE(`relay_based_on_MX') with dnl: domains that name this server as MX are refused, unless relay-domains lists them",
      ],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a feature behind a comment sign, which m4 does not know": {
      files: { "sendmail.mc": mc("#⟦FEATURE(`relay_based_on_MX')⟧") },
      fixed: { "sendmail.mc": mc() },
    },
    "the feature under an ifdef that holds": {
      files: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `⟦FEATURE(`relay_based_on_MX')⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `')dnl") },
    },
    "each use of a macro that brings it in": {
      "sendmail.mc": mc("define(`MINE', `⟦FEATURE(`relay_based_on_MX')⟧')dnl", "MINE"),
    },
  },
  silent: {
    "a dnl comment": {
      "sendmail.mc": mc("dnl FEATURE(`relay_based_on_MX')dnl", "FEATURE(`access_db')dnl FEATURE(`relay_based_on_MX')"),
    },
    "an ifdef that does not hold": { "sendmail.mc": mc("ifdef(`NOT_MINE', `FEATURE(`relay_based_on_MX')')dnl") },
    "quoted text that is never expanded": { "sendmail.mc": mc("define(`UNUSED', `FEATURE(`relay_based_on_MX')')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
