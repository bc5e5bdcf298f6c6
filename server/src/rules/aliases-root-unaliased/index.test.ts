import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "no alias for root": {
      files: { "sendmail.mc": MC, aliases: "⟦# people⟧\npostmaster: root\n#root: jane\n" },
      severity: "information",
    },
    "an alias that leads back": {
      files: { "sendmail.mc": MC, aliases: "postmaster: root\n⟦root⟧: admin\nadmin: root\n" },
      severity: "warning",
      message: /root → admin → root/,
    },
    "an account without a person": {
      files: { "sendmail.mc": MC, aliases: "postmaster: jane\n⟦root⟧: nobody\n" },
      severity: "warning",
      message: /^Mail for root goes to the account nobody, which/,
    },
  },
  silent: {
    "an account that has an alias": { "sendmail.mc": MC, aliases: "postmaster: root\nroot: nobody\nnobody: jane\n" },
    "a circle with a person": { "sendmail.mc": MC, aliases: "root: admin, jane\nadmin: root\n" },
    "an alias": { "sendmail.mc": MC, aliases: "root: jane\n" },
    "mail that goes to a hub": {
      "sendmail.mc": mc("define(`MAIL_HUB', `hub.example')dnl"),
      aliases: "postmaster: root\n",
    },
    "a file without a .mc": { aliases: "postmaster: root\n" },
  },
});
