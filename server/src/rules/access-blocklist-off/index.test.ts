import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a mailbox, where the feature has its old name": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦To:old@example.com⟧ REJECT\n" },
      options: { targetVersion: "8.15.2" },
      message: /Add FEATURE\(`blacklist_recipients'\) to the \.mc\.$/,
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl") },
    },
    "one cause for many lines, once": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access: `spam.example REJECT\n⟦To:u0@example.com⟧ REJECT\n${Array.from({ length: 1999 }, (_, i) => `To:u${i + 1}@example.com REJECT\n`).join("")}`,
      },
      message: /The same is true of 1,999 other lines in this file\.$/,
      fixes: ["Add FEATURE(`blocklist_recipients') to sendmail.mc: what it reads and does takes effect"],
    },
    "the first of two lines": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access: "⟦To:a@example.com⟧ REJECT\nTo:b@example.com DISCARD\n",
      },
      message: /The same is true of 1 other line in this file\.$/,
    },
    "the lines that no comment silences": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access:
          "# sendmail-lint-disable-next-line access-blocklist-off -- soon\nTo:a@example.com REJECT\n⟦To:b@example.com⟧ REJECT\n# sendmail-lint-disable-next-line access-blocklist-off -- soon\nTo:c@example.com REJECT\nTo:d@example.com REJECT\n",
      },
      message: /The same is true of 1 other line in this file\.$/,
    },
    "a mailbox": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦To:old@example.com⟧ REJECT\n" },
      fixes: ["Add FEATURE(`blocklist_recipients') to sendmail.mc: what it reads and does takes effect"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    },
    "a text": { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦To:old@example.com⟧ ERROR:5.1.6:550 moved\n" },
  },
  silent: {
    "lines that comments silence": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access:
        "# sendmail-lint-disable-next-line access-blocklist-off -- soon\nTo:a@example.com REJECT\n# sendmail-lint-disable-next-line access-blocklist-off -- soon\nTo:c@example.com REJECT\n",
    },
    "with the feature": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl"),
      access: "To:old@example.com REJECT\n",
    },
    "with its old name": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl"),
      access: "To:old@example.com REJECT\n",
    },
    "what works without it": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "To:x.example RELAY\nspam.example REJECT\nFrom:y.example REJECT\n",
    },
    "a map whose .mc is not at hand": { access: "To:old@example.com REJECT\n" },
  },
});
