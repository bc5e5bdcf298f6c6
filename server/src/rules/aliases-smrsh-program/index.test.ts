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
    "the second of two": { files: { "sendmail.mc": MC, aliases: 'a: ⟦"|vacation x && exec cat"⟧\n', ...FOLDER } },
  },
  silent: {
    "programs that are there": {
      "sendmail.mc": MC,
      aliases: 'a: "|/usr/bin/vacation joe", |vacation\nb: "|exec vacation"\nc: "|echo x"\nd: joe\n',
      ...FOLDER,
    },
    "a server without smrsh": { "sendmail.mc": mc(), aliases: 'a: "|/usr/bin/procmail"\n', ...FOLDER },
    "a folder that nobody knows": { "sendmail.mc": MC, aliases: 'a: "|/usr/bin/procmail"\n' },
    "two folders": { "sendmail.mc": MC, aliases: 'a: "|x"\n', ...FOLDER, "/etc/smrsh/y": "x" },
  },
});
