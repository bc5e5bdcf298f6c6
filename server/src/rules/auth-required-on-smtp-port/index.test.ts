import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a line of a .cf": { "sendmail.cf": "V10/Berkeley\nO DaemonPortOptions=Name=MTA, M=⟦a⟧\n" },
    "a daemon for the world": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, M=⟦Ea⟧')dnl") },
      message: /530/,
      severity: "error",
    },
    "port 25 by its number": { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=25, Name=MTA, M=⟦a⟧')dnl") },
  },
  silent: {
    "the submission port of a .cf": { "sendmail.cf": "V10/Berkeley\nO DaemonPortOptions=Name=MSA, Port=587, M=Ea\n" },
    "the submission port": { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=587, Name=MSA, M=Ea')dnl") },
    "a daemon for the host itself": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1, M=a')dnl") },
    "no login at all": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, M=A')dnl") },
  },
});
