import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "a missing colon": {
      files: { "sendmail.mc": MC, aliases: "postmaster: root\n⟦webmaster root⟧\n" },
      message: /missing colon/,
      fixed: { aliases: "postmaster: root\nwebmaster: root\n" },
    },
    "a name without recipients": { files: { "sendmail.mc": MC, aliases: "a: root\n⟦root:⟧\n" }, fixes: [] },
    "a program without recipients": {
      files: { "sendmail.mc": MC, aliases: "a: root\n⟦|/bin/cat :⟧\n" },
      message: /says "cannot alias non-local names"/,
      fixes: [],
    },
    "an address without recipients": {
      files: { "sendmail.mc": MC, aliases: "a: root\n⟦joe@else.example:⟧\n" },
      message: /or "cannot alias non-local names" if its host is not/,
      fixes: [],
    },
    "a name in quotes without recipients": {
      files: { "sendmail.mc": MC, aliases: 'a: root\n⟦joe "x y":⟧\n' },
      message: /It exits with 70/,
      fixes: [],
    },
    "an indented line that continues nothing": {
      files: { "sendmail.mc": MC, aliases: "a: root\n\n⟦  ⟧b: root\n" },
      message: /starts with a space/,
      fixed: { aliases: "a: root\n\nb: root\n" },
    },
    "a comment behind a byte order mark": {
      files: { "sendmail.mc": MC, aliases: "⟦\uFEFF# aliases⟧\npostmaster: root\n" },
      message: /byte order mark/,
      fixed: { aliases: "# aliases\npostmaster: root\n" },
    },
    "a line that is only a word": { files: { "sendmail.mc": MC, aliases: "⟦a⟧\nb: root\n" }, fixes: [] },
    "an empty line with a carriage return": {
      files: { "sendmail.mc": MC, aliases: "a: b\r\n⟦⟧\r\nb: c\r\n" },
      severity: "warning",
      message: /carriage return/,
      fixes: [],
    },
    "one of another .mc's files": {
      files: {
        "sendmail.mc": mc("define(`ALIAS_FILE', `hash:-o /etc/mail/aliases, /etc/mail/lists')dnl"),
        lists: "⟦x⟧\n",
      },
    },
  },
  silent: {
    "lists over several lines": { "sendmail.mc": MC, aliases: "# list\nlist: a,\n\tb,\n  c\n\nb: \\b,x@a.example\n" },
    "two aliases of one name": { "sendmail.mc": MC, aliases: "a: b\na: c\n" },
    "an empty file": { "sendmail.mc": MC, aliases: "# none yet\n" },
  },
});
