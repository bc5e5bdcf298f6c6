import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const OFF = "FEATURE(`no_default_msa')dnl";

testRule(rule, {
  finds: {
    "an O line for the port of the library's own daemon": {
      files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦O DaemonPortOptions=Name=MTA, Addr=127.0.0.1⟧\n` },
      message: /DAEMON_OPTIONS replaces the built-in one/,
      fixes: [],
    },
    "a submission daemon beside the built-in one": {
      files: { "sendmail.mc": mc("⟦DAEMON_OPTIONS(`Port=submission, Name=MSA, M=Ea')⟧dnl") },
      message: /no_default_msa/,
      fixed: { "sendmail.mc": mc(OFF, "DAEMON_OPTIONS(`Port=submission, Name=MSA, M=Ea')dnl") },
    },
    "the same port by name and number": {
      files: {
        "sendmail.mc": mc(OFF, "DAEMON_OPTIONS(`Name=A')dnl", "⟦DAEMON_OPTIONS(`Name=B, Port=25, Addr=127.0.0.1')⟧dnl"),
      },
      message: /Another daemon/,
      fixes: [],
    },
  },
  silent: {
    "an O line for another port": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nO DaemonPortOptions=Name=TLS, Port=465, M=s\n`,
    },
    "ports of their own": {
      "sendmail.mc": mc(OFF, "DAEMON_OPTIONS(`Name=MTA')dnl", "DAEMON_OPTIONS(`Port=587, Name=MSA, M=Ea')dnl"),
    },
    "addresses of their own": {
      "sendmail.mc": mc(
        OFF,
        "DAEMON_OPTIONS(`Name=A, Addr=127.0.0.1')dnl",
        "DAEMON_OPTIONS(`Name=B, Addr=192.0.2.25')dnl",
      ),
    },
    "one for each family": {
      "sendmail.mc": mc(
        OFF,
        "DAEMON_OPTIONS(`Name=MTA-v4, Family=inet')dnl",
        "DAEMON_OPTIONS(`Name=MTA-v6, Family=inet6, M=O')dnl",
      ),
    },
    "the built-in daemon alone": { "sendmail.mc": mc() },
  },
});
