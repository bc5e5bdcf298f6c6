import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`bitdomain')dnl");

testRule(rule, {
  finds: {
    "another value": {
      files: { "sendmail.mc": MC, bitdomain: "one one.example\n⟦ONE⟧ two.example\n" },
      severity: "error",
      fixed: { bitdomain: "one one.example\n# ONE two.example\n" },
    },
  },
  silent: {
    "two hosts": { "sendmail.mc": MC, bitdomain: "one one.example\ntwo one.example\n" },
    "a user with two addresses, which makemap -d takes": {
      "sendmail.mc": mc("define(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl"),
      userdb: "joe:maildrop root\njoe:maildrop ann\n",
    },
  },
});
