import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a mailertable": {
      files: {
        "sendmail.mc": mc("FEATURE(`mailertable', `hash ⟦/etc/mail/mailertable⟧')dnl"),
        "sendmail.cf": "",
        mailertable: "a.example esmtp:b.example\n",
      },
      message: /waits in the queue.*makemap hash \/etc\/mail\/mailertable </s,
    },
    "an access map": {
      files: { "sendmail.mc": mc("FEATURE(`⟦access_db⟧')dnl"), "sendmail.cf": "", access: "a.example REJECT\n" },
      message: /refuses all mail/,
    },
    aliases: {
      files: {
        "sendmail.mc": mc("define(`ALIAS_FILE', `hash:⟦/etc/mail/aliases⟧')dnl"),
        "sendmail.cf": "",
        aliases: "a: b\n",
      },
      message: /waits in the queue.*Run newaliases/s,
    },
    "a copy that has other maps": {
      files: {
        "/repo/etc/mail/sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦mailertable⟧')dnl"),
        "/repo/etc/mail/sendmail.cf": "",
        "/repo/etc/mail/access": "a.example REJECT\n",
        "/repo/etc/mail/access.db": "map",
        "/repo/etc/mail/mailertable": "a.example esmtp:b.example\n",
      },
    },
  },
  silent: {
    "aliases without a class, of which sendmail searches the text": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases')dnl"),
      "sendmail.cf": "",
      aliases: "a: b\n",
    },
    "a map that is there": {
      "sendmail.mc": MC,
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
      "mailertable.db": "map",
    },
    "a cdb map that is there": {
      "sendmail.mc": mc("FEATURE(`mailertable', `cdb /etc/mail/mailertable')dnl"),
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
      "mailertable.cdb": "map",
    },
    "an optional map": {
      "sendmail.mc": mc("FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl"),
      "sendmail.cf": "",
      mailertable: "a.example esmtp:b.example\n",
    },
    "a .mc that was not built here": { "sendmail.mc": MC, mailertable: "a.example esmtp:b.example\n" },
    "a copy without maps": {
      "/repo/etc/mail/sendmail.mc": MC,
      "/repo/etc/mail/sendmail.cf": "",
      "/repo/etc/mail/mailertable": "a.example esmtp:b.example\n",
    },
    "class files": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "sendmail.cf": "",
      "local-host-names": "a.example\n",
    },
  },
});
