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
  },
  silent: {
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
