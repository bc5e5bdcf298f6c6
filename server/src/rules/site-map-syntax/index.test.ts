import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`bitdomain')dnl", "define(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl");

testRule(rule, {
  finds: {
    "a space in column one": {
      files: { "sendmail.mc": MC, bitdomain: "one one.example\n⟦ ⟧two two.example\n" },
      message: /leading space/,
      fixed: { bitdomain: "one one.example\ntwo two.example\n" },
    },
    "a key alone": { "sendmail.mc": MC, userdb: "joe:maildrop root\n⟦ann:maildrop⟧\n" },
  },
  silent: {
    "lines as they should be": { "sendmail.mc": MC, bitdomain: "one one.example\n", userdb: "joe:maildrop root\n" },
  },
});
