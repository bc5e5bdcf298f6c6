import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the feature in a version without DAEMON_OPTIONS": {
      files: { "sendmail.mc": mc("⟦FEATURE(`accept_unqualified_senders')⟧dnl") },
      options: { targetVersion: "8.9.3" },
      message: /DAEMON_OPTIONS needs sendmail 8\.10\.$/,
      fixed: { "sendmail.mc": mc() },
    },
    "the feature": {
      files: { "sendmail.mc": mc("⟦FEATURE(`accept_unqualified_senders')⟧dnl") },
      fixed: { "sendmail.mc": mc() },
    },
    "the feature where one daemon is reached from elsewhere": {
      "sendmail.mc": mc(
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl",
        "DAEMON_OPTIONS(`Port=smtp, Addr=192.0.2.1, Name=MX')dnl",
        "⟦FEATURE(`accept_unqualified_senders')⟧dnl",
      ),
    },
    "the feature behind a comment sign": { "sendmail.mc": mc("# ⟦FEATURE(`accept_unqualified_senders')⟧") },
  },
  silent: {
    "a server that only its own programs reach": {
      "sendmail.mc": mc(
        "DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl",
        "FEATURE(`no_default_msa')dnl",
        "FEATURE(`accept_unqualified_senders')dnl",
      ),
    },
    "a dnl comment": { "sendmail.mc": mc("dnl FEATURE(`accept_unqualified_senders')dnl") },
    "another feature": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});

// sender-unqualified-port
testRule(rule, {
  finds: {
    "the port for the world": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, M=⟦Eu⟧')dnl") },
  },
  silent: {
    "the submission port": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MSA, Port=587, M=Eu')dnl") },
    "the host's own programs": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1, M=u')dnl") },
    "other letters": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, M=E')dnl") },
  },
});
