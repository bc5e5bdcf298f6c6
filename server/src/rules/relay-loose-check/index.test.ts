import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the feature": {
      files: { "sendmail.mc": mc("⟦FEATURE(`loose_relay_check')⟧dnl", "FEATURE(`access_db')dnl") },
      fixes: [
        "Remove FEATURE(`loose_relay_check'): addresses with a route are refused",
        "Disable FEATURE(`loose_relay_check') with dnl: addresses with a route are refused",
      ],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a feature behind a comment sign, which m4 does not know": {
      files: { "sendmail.mc": mc("#⟦FEATURE(`loose_relay_check')⟧") },
      fixed: { "sendmail.mc": mc() },
    },
    "the feature under an ifdef that holds": {
      files: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `⟦FEATURE(`loose_relay_check')⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `')dnl") },
    },
    "each use of a macro that brings it in": {
      "sendmail.mc": mc("define(`MINE', `⟦FEATURE(`loose_relay_check')⟧')dnl", "MINE"),
    },
  },
  silent: {
    "a dnl comment": {
      "sendmail.mc": mc("dnl FEATURE(`loose_relay_check')dnl", "FEATURE(`access_db')dnl FEATURE(`loose_relay_check')"),
    },
    "an ifdef that does not hold": { "sendmail.mc": mc("ifdef(`NOT_MINE', `FEATURE(`loose_relay_check')')dnl") },
    "quoted text that is never expanded": { "sendmail.mc": mc("define(`UNUSED', `FEATURE(`loose_relay_check')')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
