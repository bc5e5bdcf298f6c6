import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a letter of a daemon": {
      files: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MSA, Port=587, M=⟦Eaz⟧')dnl") },
      message: /"z"/,
    },
    "a word for the letters": { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MSA, Port=587, M=⟦auth⟧')dnl") },
    "a letter that only daemons know": { "sendmail.mc": mc("CLIENT_OPTIONS(`Family=inet, M=⟦E⟧')dnl") },
    "a flag of a milter": {
      files: { "sendmail.mc": mc("INPUT_MAIL_FILTER(`spf', `S=inet:8890@localhost, F=⟦X⟧')dnl") },
      message: /milter flag/,
    },
    "a flag of a milter in a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nXspf, S=inet:8890@localhost, F=⟦Tempfail⟧\n" },
      message: /milter flag "e", "m", "p"/,
    },
    "a flag in small letters": { "sendmail.cf": "V10/Berkeley\nXspf, S=local:/run/spf.sock, F=⟦t⟧, T=S:30s\n" },
    "a letter of a daemon in a .cf": {
      "sendmail.cf": "V10/Berkeley\nO DaemonPortOptions=Name=MSA, Port=587, M=⟦Eaz⟧\n",
    },
    "a letter of a client in a .cf": { "sendmail.cf": "V10/Berkeley\nO ClientPortOptions=Family=inet, M=⟦E⟧\n" },
  },
  silent: {
    "a .cf with letters that there are": {
      "sendmail.cf":
        "V10/Berkeley\nO DaemonPortOptions=Name=MSA, Port=587, M=Ea\nO ClientPortOptions=M=hS\nXspf, S=local:/run/spf.sock, F=T, T=S:30s\nXdkim, S=local:/run/dkim.sock\n",
    },
    "flags of milters": {
      "sendmail.mc": mc(
        "INPUT_MAIL_FILTER(`a', `S=inet:1@localhost, F=T')dnl",
        "INPUT_MAIL_FILTER(`b', `S=inet:2@localhost, F=')dnl",
      ),
    },
    "letters that there are": {
      "sendmail.mc": mc(
        "DAEMON_OPTIONS(`Name=MSA, Port=587, M=Ea')dnl",
        "DAEMON_OPTIONS(`Name=TLS, Port=465, Modifiers=Esa')dnl",
        "CLIENT_OPTIONS(`Family=inet, M=hS')dnl",
      ),
    },
    "a list in two pairs of quotes": { "sendmail.mc": mc("DAEMON_OPTIONS(``Port=587,Name=MSA,M=Ea'')dnl") },
  },
});
