import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const HEAD = "V10/Berkeley\nMlocal, P=/bin/mail, A=mail $u\n";
const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `${HEAD}${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "a call of a macro": {
      files: {
        "sendmail.cf":
          "V10/Berkeley\n⟦FEATURE(`access_db')⟧\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
      },
    },
    "a type of map that nobody has, and a time, each said once": {
      files: {
        "sendmail.cf":
          "V10/Berkeley\n⟦Kfoo hsah /x⟧\n⟦O Timeout.queuereturn=5days⟧\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
      },
    },
    "an unknown option": {
      files: cf("⟦O LogLevl=9⟧"),
      severity: "error",
      message: /^An option is unknown, ambiguous or without a name\.\nsendmail reports "[^"]*LogLevl/,
    },
    "a wildcard that is not there": { files: cf("Sone", "⟦R$-\t$2⟧"), message: /replacement \$2 out of bounds/ },
    "a rule before the first ruleset": { files: cf("⟦R$-\t$1⟧"), message: /missing valid ruleset/ },
    "a mailer without a program": { files: cf("⟦Mx, A=TCP $h⟧"), message: /P= argument required/ },
    "a mailer without arguments": { files: cf("⟦Mx, P=/bin/x⟧"), message: /A= argument required/ },
    "an unknown line": { files: cf("⟦Zfoo⟧"), message: /unknown configuration line/ },
    "a map without a type": { files: cf("⟦Kfoo⟧"), severity: "error" },
    "a level that is too new: sendmail says Warning, and does not start": {
      files: { "sendmail.cf": "⟦V99/Berkeley⟧\nMlocal, P=/bin/mail, A=mail $u\n" },
      severity: "error",
      message: /and does not start/,
    },
    "a time in an unknown unit, with which sendmail goes on": {
      files: { "sendmail.cf": "V10\nMlocal, P=/bin/mail, A=mail $u\n⟦O Timeout.queuereturn=5x⟧\n" },
      severity: "warning",
      message: /and continues/,
    },
    "an old level, read by a version of today": {
      files: { "sendmail.cf": "⟦V7/Berkeley⟧\nMlocal, P=/bin/mail, A=mail $u\n" },
      options: { targetVersion: "8.12.0" },
      severity: "warning",
    },
    "a vendor that no sendmail knows": {
      files: { "sendmail.cf": "⟦V10/Nobody⟧\nMlocal, P=/bin/mail, A=mail $u\n" },
      message: /invalid V line vendor code/,
    },
    "an option that a version of today has no longer": { files: cf("⟦OD⟧"), message: /unknown option name 0x44/ },
    "its name, in a version of today": {
      files: cf("⟦O AutoRebuildAliases=true⟧"),
      options: { targetVersion: "8.12.0" },
    },
    "a line that an old version refuses too": {
      files: { "sendmail.cf": "V7/Berkeley\nMlocal, P=/bin/mail, A=mail $u\n⟦Mx, A=IPC $h⟧\n" },
      options: { targetVersion: "8.8.8" },
    },
    "a line that the .mc beside it does not have": {
      files: { "sendmail.mc": "OSTYPE(`linux')dnl\n", ...cf("⟦O LogLevl=9⟧") },
    },
  },
  silent: {
    "a good file": cf("O LogLevel=9", "Sone", "R$-\t$1", "Kaccess hash /etc/mail/access"),
    "an old version's own level, and its way to connect": {
      files: {
        "sendmail.cf":
          "V7/Berkeley\nMlocal, P=/bin/mail, A=mail $u\nMsmtp, P=[IPC], A=IPC $h\nMtcp, P=[TCP], A=TCP $h\n",
      },
      options: { targetVersion: "8.8.8" },
    },
    "what Solaris ships": { "sendmail.cf": "V10/Sun\nMlocal, P=/bin/mail, A=mail $u\n" },
    "options that an old version still has": {
      files: { "sendmail.cf": `${HEAD}OD\nO AutoRebuildAliases=true\n` },
      options: { targetVersion: "8.11.6" },
    },
    "what depends on the host": cf("Mx, P=/bin/x, A=x, U=nobody-here", "Fw/etc/mail/none", "Kx ldap -k x"),
    "a line that the .mc has too": {
      "sendmail.mc": "OSTYPE(`linux')dnl\nLOCAL_CONFIG\nO LogLevl=9\n",
      ...cf("O LogLevl=9"),
    },
    "a .mc alone": { "sendmail.mc": "OSTYPE(`linux')dnl\nLOCAL_CONFIG\nO LogLevl=9\n" },
  },
});
