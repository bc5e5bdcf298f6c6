import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "one cause once": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access: "⟦To:jane@partner.example⟧ RELAY\nTo:joe@partner.example RELAY\n",
      },
      message: /The same is true of 1 other line/,
    },
    "a recipient": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦To:jane@partner.example⟧ RELAY\n" },
      fixes: [
        "Give FEATURE(`access_db') the argument relaytofulladdress: RELAY lines for single addresses let anyone relay to them",
      ],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db', , `relaytofulladdress')dnl") },
    },
    "an address that its author takes for a sender": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db', `hash -T<TMPF> /etc/mail/access')dnl"),
        access: "⟦jane@example.com⟧ RELAY\n",
      },
      fixed: {
        "sendmail.mc": mc("FEATURE(`access_db', `hash -T<TMPF> /etc/mail/access', `relaytofulladdress')dnl"),
      },
    },
  },
  silent: {
    "with the argument": {
      "sendmail.mc": mc("FEATURE(`access_db', , `relaytofulladdress')dnl"),
      access: "To:jane@partner.example RELAY\n",
    },
    "other actions": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "jane@x.example OK\nTo:a@x.example REJECT\n",
    },
    "a domain": { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "To:partner.example RELAY\n" },
    "a map whose .mc is not at hand": { access: "jane@x.example RELAY\nx.example OK\n" },
  },
});
