import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = (more = "") => mc(more, "FEATURE(`mailertable', `hash ⟦/etc/mail/mailertable⟧')dnl");
const PLAIN = MC().replace(/[⟦⟧]/g, "");
const mailertable = "a.example smtp:[b.example]\n";
const SAFE = { "/etc": 0o755, "/etc/mail": 0o755, "sendmail.mc": 0o644, mailertable: 0o644 };

testRule(rule, {
  finds: {
    "a folder of a group": {
      files: { "sendmail.mc": MC(), mailertable },
      modes: { ...SAFE, "/etc/mail": 0o775 },
      severity: "error",
      message: /its group may write[\s\S]*0775[\s\S]*chmod g-w \/etc\/mail/,
    },
    "a folder of everybody, in spite of the sticky bit": {
      files: { "sendmail.mc": MC("define(`confDONT_BLAME_SENDMAIL', `GroupWritableDirPathSafe')dnl"), mailertable },
      modes: { ...SAFE, "/etc/mail": 0o1777 },
      message: /everybody may write/,
    },
    "a folder above": {
      files: { "sendmail.mc": MC(), mailertable },
      modes: { ...SAFE, "/etc": 0o775 },
      message: /\/etc has mode/,
    },
    "a folder of a copy in which the files are not all writable": {
      files: { "/srv/x/etc/mail/sendmail.mc": MC(), "/srv/x/etc/mail/mailertable": mailertable },
      modes: { "/srv/x/etc": 0o755, "/srv/x/etc/mail": 0o775, "/srv/x/etc/mail/sendmail.mc": 0o644 },
    },
  },
  silent: {
    "safe folders": { files: { "sendmail.mc": PLAIN, mailertable }, modes: SAFE },
    "rights that nobody knows": { "sendmail.mc": PLAIN, mailertable },
    "groups that are trusted": {
      files: {
        "sendmail.mc": mc(
          "define(`confDONT_BLAME_SENDMAIL', `GroupWritableDirPathSafe')dnl",
          "FEATURE(`mailertable')dnl",
        ),
        mailertable,
      },
      modes: { ...SAFE, "/etc/mail": 0o775 },
    },
    "maps in folders that are not trusted": {
      files: {
        "sendmail.mc": mc("define(`confDONT_BLAME_SENDMAIL', `MapInUnsafeDirPath')dnl", "FEATURE(`mailertable')dnl"),
        mailertable,
      },
      modes: { ...SAFE, "/etc/mail": 0o777 },
    },
    "a checkout that a umask made writable for the group": {
      files: { "/srv/x/etc/mail/sendmail.mc": PLAIN, "/srv/x/etc/mail/mailertable": mailertable },
      modes: { "/srv/x/etc": 0o775, "/srv/x/etc/mail": 0o775, "/srv/x/etc/mail/sendmail.mc": 0o664 },
    },
  },
});
