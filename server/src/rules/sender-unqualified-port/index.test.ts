import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

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
