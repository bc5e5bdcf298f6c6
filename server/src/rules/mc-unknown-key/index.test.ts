import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a key of a daemon": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, ⟦xyz⟧=3')dnl") },
      message: /has no key "xyz"/,
    },
    "a word that begins like Family": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, ⟦Flags⟧=Ea')dnl") },
      message: /"Flags" as Family/,
    },
    "an unknown family": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, ⟦Family⟧=ipv4')dnl") },
    "a key of a milter": { "sendmail.mc": mc("INPUT_MAIL_FILTER(`x', `⟦Q⟧=inet:8891@localhost')dnl") },
    "a key of a queue group": { "sendmail.mc": mc("QUEUE_GROUP(`slow', `P=/var/spool/mqueue/slow, ⟦Z⟧=3')dnl") },
    "a key of outgoing connections": { "sendmail.mc": mc("CLIENT_OPTIONS(`Family=inet, ⟦xx⟧=1')dnl") },
  },
  silent: {
    "keys by their first letter": {
      "sendmail.mc": mc(
        "DAEMON_OPTIONS(`N=MTA, P=smtp, Address=127.0.0.1, Modify=Ea, family=inet6')dnl",
        "INPUT_MAIL_FILTER(`x', `S=local:/run/x.sock, F=, T=S:1m;R:1m')dnl",
        "QUEUE_GROUP(`slow', `P=/var/spool/mqueue/slow, R=2, r=15, F=f, I=1h')dnl",
      ),
    },
    "a list in two pairs of quotes": { "sendmail.mc": mc("DAEMON_OPTIONS(``Port=587,Name=MSA'')dnl") },
    "a word without a value, which sendmail skips": { "sendmail.mc": mc("DAEMON_OPTIONS(`MTA')dnl") },
  },
});
