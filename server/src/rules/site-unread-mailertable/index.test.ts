import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a .mc without the feature": {
      files: { "sendmail.mc": mc(), mailertable: "# mine\n⟦a.example esmtp:b.example⟧\n" },
      message: /does not have FEATURE/,
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable')dnl") },
    },
    "another file": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `hash /etc/mail/routes')dnl"),
        mailertable: "⟦a.example esmtp:b.example⟧\n",
      },
      message: /hash \/etc\/mail\/routes/,
      fixes: [],
    },
  },
  silent: {
    "a file that is read": { "sendmail.mc": MC, mailertable: "a.example esmtp:b.example\n" },
    "a map without a type, which sendmail refuses": {
      "sendmail.mc": mc("FEATURE(`mailertable', `/etc/mail/mailertable.db')dnl"),
      mailertable: "a.example esmtp:b.example\n",
    },
    "an empty file": { "sendmail.mc": mc(), mailertable: "# nothing\n" },
  },
});
