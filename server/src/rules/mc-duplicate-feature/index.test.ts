import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a second one": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "⟦FEATURE(`access_db')⟧dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a third one right after the second, safe to remove as well": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl", "⟦FEATURE(`access_db')⟧dnl", "⟦FEATURE(`access_db')⟧dnl"),
      },
      message: /The second one changes nothing/,
    },
    "one after another word, and one right after that": {
      files: {
        "sendmail.mc": mc(
          "FEATURE(`access_db')dnl",
          "FEATURE(`redirect')dnl",
          "⟦FEATURE(`access_db')⟧dnl",
          "⟦FEATURE(`access_db')⟧dnl",
        ),
      },
    },
    "another map for the same feature": {
      files: {
        "sendmail.mc": mc(
          "⟦FEATURE(`mailertable', `hash -o /etc/mail/mailertable')⟧dnl",
          "FEATURE(`mailertable', `hash /etc/mail/mailertable')dnl",
        ),
      },
      message: /The last one counts/,
      severity: "warning",
    },
  },
  silent: {
    "other arguments": { "sendmail.mc": mc("FEATURE(`dnsbl', `a.example')dnl", "FEATURE(`dnsbl', `b.example')dnl") },
    "what another word brings in": { "sendmail.mc": mc("FEATURE(`local_procmail')dnl") },
    "a dead one": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "dnl FEATURE(`access_db')") },
  },
});
