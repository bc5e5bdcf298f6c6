import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the library's own switch": {
      files: { "sendmail.mc": mc("define(`⟦_PROMISCUOUS_RELAY_⟧', `1')dnl", "FEATURE(`access_db')dnl") },
      message: /_PROMISCUOUS_RELAY_ is the library's own name for FEATURE\(`promiscuous_relay'\)/,
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "the feature": {
      files: { "sendmail.mc": mc("⟦FEATURE(`promiscuous_relay')⟧dnl", "FEATURE(`access_db')dnl") },
      fixes: [
        "Remove FEATURE(`promiscuous_relay'): only those whom another line names may relay",
        "Disable FEATURE(`promiscuous_relay') with dnl: only those whom another line names may relay",
      ],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a feature behind a comment sign, which m4 does not know": {
      files: { "sendmail.mc": mc("#⟦FEATURE(`promiscuous_relay')⟧") },
      fixed: { "sendmail.mc": mc() },
    },
    "the feature under an ifdef that holds": {
      files: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `⟦FEATURE(`promiscuous_relay')⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`MINE')dnl", "ifdef(`MINE', `')dnl") },
    },
    "each of two uses": {
      files: {
        "sendmail.mc": mc(
          "⟦FEATURE(`promiscuous_relay')⟧dnl",
          "FEATURE(`access_db')dnl",
          "⟦FEATURE(`promiscuous_relay')⟧dnl",
        ),
        access: "Connect:192.0.2.7 REJECT\n",
      },
      message: /Proof:/,
      severity: "error",
    },
    "each of two uses where strangers cannot reach the server": {
      files: {
        "sendmail.mc": mc(
          "FEATURE(`no_default_msa')dnl",
          "DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl",
          "⟦FEATURE(`promiscuous_relay')⟧dnl",
          "⟦FEATURE(`promiscuous_relay')⟧dnl",
        ),
      },
      severity: "warning",
    },
    "each use of a macro that brings it in": {
      "sendmail.mc": mc("define(`MINE', `⟦FEATURE(`promiscuous_relay')⟧')dnl", "MINE"),
    },
  },
  silent: {
    "the switch where it is taken away again": {
      "sendmail.mc": mc(
        "define(`_PROMISCUOUS_RELAY_', `1')dnl",
        "undefine(`_PROMISCUOUS_RELAY_')dnl",
        "FEATURE(`access_db')dnl",
      ),
    },
    "a dnl comment": {
      "sendmail.mc": mc("dnl FEATURE(`promiscuous_relay')dnl", "FEATURE(`access_db')dnl FEATURE(`promiscuous_relay')"),
    },
    "an ifdef that does not hold": { "sendmail.mc": mc("ifdef(`NOT_MINE', `FEATURE(`promiscuous_relay')')dnl") },
    "quoted text that is never expanded": { "sendmail.mc": mc("define(`UNUSED', `FEATURE(`promiscuous_relay')')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
