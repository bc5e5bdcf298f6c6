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
  },
  silent: {
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
