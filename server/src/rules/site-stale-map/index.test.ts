import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a text that was changed later": {
      files: { "sendmail.mc": MC, "access.db": "map", access: "⟦Connect:192.168.2 RELAY⟧\nspam.example REJECT\n" },
      message: /makemap hash \/etc\/mail\/access < \/etc\/mail\/access/,
    },
    "a mailertable": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable')dnl"),
        "mailertable.db": "map",
        mailertable: "⟦a.example esmtp:[b.example]⟧\n",
      },
      message: /makemap hash \/etc\/mail\/mailertable </,
    },
    aliases: {
      files: { "sendmail.mc": mc(), "aliases.db": "map", aliases: "⟦a: b⟧\n" },
      message: /^This text is newer than its database.*Run newaliases\.$/s,
    },
    "a map of another type": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db', `btree -T<TMPF> /etc/mail/gate')dnl"),
        "gate.db": "map",
        gate: "⟦10 RELAY⟧\n",
      },
      message: /makemap btree \/etc\/mail\/gate/,
    },
  },
  silent: {
    "a map that was made afterwards": { "sendmail.mc": MC, access: "Connect:192.168.2 RELAY\n", "access.db": "map" },
    "a text without a map at hand": { "sendmail.mc": MC, access: "Connect:192.168.2 RELAY\n" },
    "class files, which need none": { "relay-domains.db": "map", "sendmail.mc": MC, "relay-domains": "a.example\n" },
  },
});
