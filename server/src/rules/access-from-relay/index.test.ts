import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a domain": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦From:example.com⟧ RELAY\n" },
      fixes: ["Write OK: the sender still passes the sender checks, and never relays"],
      fixed: { access: "From:example.com OK\n" },
    },
    "a domain where only addresses count": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`relay_mail_from')dnl"),
        access: "⟦from:example.com⟧ relay\n",
      },
      message: /argument domain/,
    },
  },
  silent: {
    "an address with the feature": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`relay_mail_from')dnl"),
      access: "From:jane@example.com RELAY\n",
    },
    "a domain with the feature and its argument": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`relay_mail_from', `domain')dnl"),
      access: "From:example.com RELAY\n",
    },
    OK: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "From:example.com OK\n" },
  },
});
