import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the library's own switch without its map": {
      files: { "sendmail.mc": mc("define(`⟦_RELAY_MX_SERVED_⟧', `1')dnl", "FEATURE(`access_db')dnl") },
      message: /^This is half of FEATURE\(`relay_based_on_MX'\): mail is refused with 554\./,
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "the library's own switch and its map": {
      files: {
        "sendmail.mc": mc("define(`⟦_RELAY_MX_SERVED_⟧')dnl", "LOCAL_CONFIG", "Kmxserved bestmx -z: -T<TEMP>"),
      },
      message: /^This relays to every domain whose MX record points at this server\./,
    },
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
    "the switch where it is taken away again": {
      "sendmail.mc": mc(
        "define(`_RELAY_MX_SERVED_', `1')dnl",
        "undefine(`_RELAY_MX_SERVED_')dnl",
        "FEATURE(`access_db')dnl",
      ),
    },
    "a dnl comment": {
      "sendmail.mc": mc("dnl FEATURE(`relay_based_on_MX')dnl", "FEATURE(`access_db')dnl FEATURE(`relay_based_on_MX')"),
    },
    "an ifdef that does not hold": { "sendmail.mc": mc("ifdef(`NOT_MINE', `FEATURE(`relay_based_on_MX')')dnl") },
    "quoted text that is never expanded": { "sendmail.mc": mc("define(`UNUSED', `FEATURE(`relay_based_on_MX')')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
