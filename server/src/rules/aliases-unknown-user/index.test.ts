import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("LOCAL_DOMAIN(`own.example')dnl");
const passwd = "root:x:0:0::/root:/bin/sh\njane:x:1000:1000::/home/jane:/bin/sh\n";

testRule(rule, {
  finds: {
    "a name that nobody has": {
      files: {
        "sendmail.mc": MC,
        aliases: "postmaster: root\nsales: jane, ⟦joe⟧, Jane, ⟦jim+x⟧\nhelp: sales\n",
        "/etc/passwd": passwd,
      },
      severity: "information",
      message: /No user and no alias/,
    },
    "a name in its own alias": {
      files: { "sendmail.mc": MC, aliases: "ceo: jane, ⟦ceo⟧\njane: jane, joe@else.example\n", "/etc/passwd": passwd },
      message: /^No user is called ceo/,
    },
    "a name after a backslash": {
      files: { "sendmail.mc": MC, aliases: "boss: ⟦\\boss⟧, joe@else.example\n", "/etc/passwd": passwd },
      message: /^No user is called boss/,
    },
    "in the folder of a copy": {
      files: {
        "/srv/x/etc/mail/sendmail.mc": MC,
        "/srv/x/etc/mail/aliases": "a: ⟦joe⟧\n",
        "/srv/x/etc/passwd": passwd,
        "/srv/x/etc/nsswitch.conf": "passwd: files systemd\n",
      },
    },
  },
  silent: {
    "users and aliases": {
      "sendmail.mc": MC,
      aliases: "postmaster: root\nroot: jane+x, \\\\jane, joe@else.example, /dev/null\nbob+*: jane\nsales: bob+y\n",
      "/etc/passwd": passwd,
    },
    "a host whose users nobody knows": { "sendmail.mc": MC, aliases: "a: joe\n" },
    "users of a directory": {
      "sendmail.mc": MC,
      aliases: "a: joe\n",
      "/etc/passwd": passwd,
      "/etc/nsswitch.conf": "passwd: files sss\n",
    },
    "users of NIS": { "sendmail.mc": MC, aliases: "a: joe\n", "/etc/passwd": `${passwd}+::::::\n` },
    "a mail store": { "sendmail.mc": mc("FEATURE(`local_lmtp')dnl"), aliases: "a: joe\n", "/etc/passwd": passwd },
    "a hub": { "sendmail.mc": mc("define(`MAIL_HUB', `hub.example')dnl"), aliases: "a: joe\n", "/etc/passwd": passwd },
    "a copy without a root": { "/srv/copy/sendmail.mc": MC, "/srv/copy/aliases": "a: joe\n", "/etc/passwd": passwd },
  },
});
