import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc(
  "FEATURE(`bitdomain')dnl",
  "FEATURE(`uucpdomain')dnl",
  "define(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl",
);

testRule(rule, {
  finds: {
    "the end of the network": {
      files: { "sendmail.mc": MC, bitdomain: "⟦one.bitnet⟧ one.example\n" },
      fixed: { bitdomain: "one one.example\n" },
    },
    "a byte order mark": {
      files: { "sendmail.mc": MC, uudomain: "⟦\uFEFFone⟧ one.example\n" },
      fixed: { uudomain: "one one.example\n" },
    },
    "a byte order mark in userdb": {
      files: { "sendmail.mc": MC, userdb: "⟦\uFEFFjoe:maildrop⟧ root\n" },
      message: /byte order mark/,
      fixed: { userdb: "joe:maildrop root\n" },
    },
    "signs that no host has": {
      files: { "sendmail.mc": MC, bitdomain: "⟦one(x)⟧ a.example\n⟦two:⟧ a.example\n⟦three,⟧ a.example\n" },
      fixes: [],
    },
    "double quotes": {
      files: { "sendmail.mc": MC, bitdomain: '⟦"one"⟧ a.example\n' },
      fixed: { bitdomain: "one a.example\n" },
    },
    "a domain": { files: { "sendmail.mc": MC, bitdomain: "⟦.one⟧ one.example\n" }, fixes: [] },
    "the end of the other network": { "sendmail.mc": MC, uudomain: "⟦one.UUCP⟧ one.example\n" },
    "a user without a field": {
      files: { "sendmail.mc": MC, userdb: "joe:maildrop root\n⟦bob⟧ root\n" },
      message: /no field/,
    },
    "a space after the colon": { "sendmail.mc": MC, userdb: "joe:maildrop root\n⟦bob:⟧ maildrop root\n" },
    "names that no user has": {
      files: {
        "sendmail.mc": MC,
        userdb:
          '⟦*:maildrop⟧ root\n⟦"joe":maildrop⟧ root\n⟦:maildrop⟧ root\n⟦:default:maildrop⟧ root\n⟦joe,bob:maildrop⟧ root\n',
      },
    },
    "a user with a domain": { "sendmail.mc": MC, userdb: "joe:maildrop root\n⟦hal@a.example:maildrop⟧ root\n" },
  },
  silent: {
    "keys as they should be": {
      "sendmail.mc": MC,
      bitdomain: "one one.example\nfour.sub four.example\n",
      uudomain: "one one.example\n",
      userdb:
        "joe:maildrop root\njoe+x:maildrop root\njoe:mailname Joe.User@a.example\njoe:office 12\n:default:mailname a.example\n",
    },
  },
});
