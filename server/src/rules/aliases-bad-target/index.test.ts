import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();
const one = (value: string) => ({ "sendmail.mc": MC, aliases: `sales: ${value}\n` });

testRule(rule, {
  finds: {
    "letters beyond ASCII, before 8.17": {
      files: one("⟦jürgen@b.example⟧, root (jürgen), jürgen <root>"),
      message: /^Before 8.17/,
      options: { targetVersion: "8.15.2" },
    },
    "two backslashes": { files: one("⟦\\\\root⟧"), message: /^No user has such a name/, severity: "error" },
    "a word for a program": {
      files: one("⟦pipe:/bin/cat x⟧"),
      message: /^This is not a program/,
      fixed: one('"|/bin/cat x"'),
    },
    "an IP address without brackets": {
      files: one("⟦u@192.0.2.1⟧, ⟦<u@192.0.2.1>⟧"),
      message: /Host unknown/,
      severity: "warning",
    },
    "after a cut in a long line of a list": {
      files: { "sendmail.mc": mc(), aliases: "a: :include:/etc/mail/list\n", list: `${"ab,".repeat(682)}a⟦b⟧, root\n` },
      message: /^This line is too long/,
    },
    "after a cut in a long comment of a list": {
      files: {
        "sendmail.mc": mc(),
        aliases: "a: :include:/etc/mail/list\n",
        list: `#${"x".repeat(2045)} ⟦y⟧\nroot\n`,
      },
    },
    "in the user database": {
      files: {
        "sendmail.mc": mc("define(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl"),
        userdb: "joe:maildrop\t⟦bob;root⟧\njoe:mailname\tjoe doe\n",
      },
    },
    "a device": { files: one("⟦/dev/zero⟧"), message: /^sendmail adds no mail to a device/, fixes: [] },
    "another way to write /dev/null": { files: one("⟦//dev/null⟧"), fixed: { aliases: "sales: /dev/null\n" } },
    "in a list": {
      files: {
        "sendmail.mc": mc(),
        aliases: "postmaster: root, :include:/etc/mail/list\n",
        list: "# people\nroot, ⟦bob;root⟧\nroot #@# a comment\n",
      },
    },
    "a list in quotes, which is one name": {
      files: one('⟦"jane, joe"⟧'),
      message: /^In double quotes this is one name/,
      fixed: one("jane, joe"),
    },
    "a name in quotes with spaces, or with more after it": {
      files: one('⟦"jane doe"⟧, ⟦"jane "⟧, ⟦"jane" joe⟧'),
      fixes: [],
    },
    "backslashes that make a name of something else": one("⟦\\|/bin/cat⟧, ⟦\\ jane⟧, ⟦jane\\@a.example⟧"),
    "a character that sendmail refuses, in a name or a comment too": {
      files: one("⟦Jane – x <jane>⟧, ⟦jane (“x”)⟧"),
      severity: "error",
    },
    "one that a file in Latin-1 writes with another byte": {
      files: one('⟦Jörg Über <jane>⟧, ⟦"|/bin/x ß"⟧'),
      message: /^In UTF-8 a letter here/,
      severity: "warning",
    },
    words: { files: one("⟦jane joe⟧"), message: /commas/, fixed: one("jane, joe") },
    "words of two lines": {
      files: { "sendmail.mc": MC, aliases: "sales: ⟦jane\n\tjoe⟧,\n\tjim\n" },
      fixed: { "sendmail.mc": MC, aliases: "sales: jane, joe,\n\tjim\n" },
    },
    "several angle brackets": {
      files: one("⟦Jane <jane> Joe <joe@a.example>⟧"),
      message: /^Only the last address/,
      fixed: one("Jane <jane>, Joe <joe@a.example>"),
    },
    semicolons: { files: one("⟦jane;joe⟧"), fixed: one("jane, joe") },
    "a star": one("⟦*⟧"),
    "single quotes": { files: one("⟦'|/bin/cat'⟧"), fixed: one('"|/bin/cat"') },
    "single quotes around a name": { files: one("⟦'jane'⟧"), fixes: [] },
    "a relative path": one("⟦./mbox⟧, ⟦../mbox⟧, ⟦~/mbox⟧, ⟦mail/mbox⟧"),
    "error:": { files: one("⟦error:5.1.1:550 gone⟧"), message: /virtusertable/ },
    "a port": one("⟦jane@a.example:2525⟧"),
    "a comment alone": one("⟦(nobody)⟧"),
    "parts of addresses": one("⟦@a.example⟧, ⟦jane@⟧, ⟦a@b@c.example⟧, ⟦jane:⟧"),
    "words of the access map": { files: one("⟦REJECT⟧"), message: /User unknown/ },
    "words of other programs": one(
      "⟦:blackhole:⟧, ⟦:fail: gone⟧, ⟦$HOME/mail⟧, ⟦$" + "{HOME}/mail⟧, ⟦%1⟧, ⟦http://a.example/⟧",
    ),
    "curly quotes": one("⟦“jane”⟧"),
    "a bar without a program": one('⟦|⟧, ⟦"|"⟧, ⟦|/dev/null⟧, ⟦"|/dev/null"⟧'),
    "commas alone": one("⟦,⟧"),
    "an open quote": one('joe, ⟦"jane, jim⟧'),
    "an open bracket": one("⟦Jane <jane⟧"),
    "an open bracket around an address": one("⟦<jane@a.example⟧"),
    "a mailer and a host": { files: one("⟦smtp:a.example⟧"), message: /mailertable/ },
    "nothing before or after %": one("⟦jane%⟧, ⟦%jane⟧"),
    "two colons": one("⟦jane::joe⟧"),
    "what sendmail does not take for a letter": one("⟦jane\u200b⟧, ⟦jane、joe⟧, ⟦jane\u00a0⟧"),
    "a host that no host can be": one("⟦jane@a.example#x⟧, ⟦jane@bücher.example⟧"),
    "a very long recipient": one(`⟦${"j".repeat(250)}@a.example⟧`),
  },
  silent: {
    "letters beyond ASCII, with a sendmail that takes them": one("jürgen, jürgen@b.example"),
    "/dev/null in quotes": one('"/dev/null"'),
    "one backslash, a list's name before a file, an address in brackets": one(
      "\\root, Team: /var/mail/x, u@[192.0.2.1]",
    ),
    "a backslash at the end": one("root \\"),
    "a name in quotes that is an alias": {
      "sendmail.mc": MC,
      aliases: '"Jane Doe": jane\n"x, y": jane\nsales: "jane doe", <"JANE doe">, "X, y"\n',
    },
    "a detail, whatever it is": one("jane+*, jane+x?"),
    "letters of which sendmail takes all bytes": one("Jürgen é <jane>, jürgen@a.example"),
    "a cut between two recipients of a list": {
      "sendmail.mc": mc(),
      aliases: "a: :include:/etc/mail/list\n",
      list: `ab,${"abc,".repeat(511)}ab, root\n`,
    },
    "what works": one(
      'jane, \\joe, j.d@a.example, J D <jd>, jane (J D), "jane", a!b, j%a@b.example, local:jane, list: jim;, jim;, jane@[192.0.2.1], jane+x, @a.example:jane',
    ),
    "semicolons at the end, which are dropped": one("jane@a.example;, joe@a.example ;, staff: jane, <joe@a.example>;"),
    "angle brackets in quotes and comments": one('"<j>" <jane@a.example> (<joe>), <joe@a.example>'),
    "users who are called like that in small letters": one("reject, ok, discard, jane%a.example@b.example"),
    "programs, files and lists": one('"|/bin/cat x", /var/log/x, :include:/etc/list'),
    "comments within comments, programs and files in angle brackets": one(
      "jane (a(b)), <|/bin/cat>, </dev/null>, jürgen",
    ),
    "an alias that an indented line spoils": { "sendmail.mc": MC, aliases: "a: b\n\tc: d e\n" },
  },
});
