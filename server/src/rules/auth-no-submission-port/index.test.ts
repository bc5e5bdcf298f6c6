import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const LOGIN = ["define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl", "TRUST_AUTH_MECH(`LOGIN PLAIN')dnl"];

testRule(rule, {
  finds: {
    "a .cf": {
      files: {
        "sendmail.cf": "V10/Berkeley\nC{TrustAuthMech}PLAIN\nO ⟦AuthMechanisms⟧=PLAIN\nO DaemonPortOptions=Name=MTA\n",
      },
      message: /O DaemonPortOptions=Name=MSA/,
    },
    "the built-in port switched off": {
      "sendmail.mc": mc(
        "define(`⟦confAUTH_MECHANISMS⟧', `LOGIN PLAIN')dnl",
        "TRUST_AUTH_MECH(`LOGIN PLAIN')dnl",
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Name=MTA, Port=smtp')dnl",
      ),
    },
  },
  silent: {
    "the built-in port": { "sendmail.mc": mc(...LOGIN, "DAEMON_OPTIONS(`Name=MTA, Port=smtp')dnl") },
    "a port of one's own": {
      "sendmail.mc": mc(...LOGIN, "FEATURE(`no_default_msa')dnl", "DAEMON_OPTIONS(`Name=MTA, Port=2525, M=Ea')dnl"),
    },
    "a daemon that only the host itself reaches": {
      "sendmail.mc": mc(...LOGIN, "FEATURE(`no_default_msa')dnl", "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl"),
    },
    "methods for other servers only": {
      "sendmail.mc": mc(
        "define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl",
        "FEATURE(`no_default_msa')dnl",
        "DAEMON_OPTIONS(`Name=MTA')dnl",
      ),
    },
  },
});
