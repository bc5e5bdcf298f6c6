import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`smrsh')dnl");
const FOLDER = { "/etc/mail/smrsh/vacation": "x" };

testRule(rule, {
  finds: {
    "a program that is not there": {
      files: { "sendmail.mc": MC, aliases: 'a: ⟦"|/usr/bin/procmail -x"⟧\n', ...FOLDER },
      severity: "warning",
      message: /procmail is not in \/etc\/mail\/smrsh/,
    },
    "a program that may not be run": {
      files: {
        "sendmail.mc": MC,
        aliases: "a: ⟦|/usr/bin/vacation⟧\n",
        ...FOLDER,
        paths: "-rw-r--r-- 1 0 0 /etc/mail/smrsh/vacation\n",
      },
      message: /^smrsh cannot run this: look at vacation/,
    },
    "the second of two": { files: { "sendmail.mc": MC, aliases: 'a: ⟦"|vacation x && exec cat"⟧\n', ...FOLDER } },
  },
  silent: {
    "programs that are there": {
      "sendmail.mc": MC,
      aliases: 'a: "|/usr/bin/vacation joe", |vacation\nb: "|exec vacation"\nc: "|echo x"\nd: joe\n',
      ...FOLDER,
    },
    "a program that may be run": {
      "sendmail.mc": MC,
      aliases: "a: |vacation\n",
      ...FOLDER,
      paths: "-rwxr-xr-x 1 0 0 /etc/mail/smrsh/vacation\n",
    },
    "a server without smrsh": { "sendmail.mc": mc(), aliases: 'a: "|/usr/bin/procmail"\n', ...FOLDER },
    "a folder that nobody knows": { "sendmail.mc": MC, aliases: 'a: "|/usr/bin/procmail"\n' },
    "two folders": { "sendmail.mc": MC, aliases: 'a: "|x"\n', ...FOLDER, "/etc/smrsh/y": "x" },
  },
});
