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
  },
  silent: {
    "a circle with a person": { "sendmail.mc": MC, aliases: "root: admin, jane\nadmin: root\n" },
    "an alias": { "sendmail.mc": MC, aliases: "root: jane\n" },
    "mail that goes to a hub": {
      "sendmail.mc": mc("define(`MAIL_HUB', `hub.example')dnl"),
      aliases: "postmaster: root\n",
    },
    "a file without a .mc": { aliases: "postmaster: root\n" },
  },
});
