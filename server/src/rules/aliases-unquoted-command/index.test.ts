import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "in a list": {
      files: {
        "sendmail.mc": mc(),
        aliases: "postmaster: root, :include:/etc/mail/list\n",
        list: "# people\nroot, ⟦|/bin/cat -u⟧\nroot #@# a comment\n",
      },
    },
    "a program with arguments": {
      files: { "sendmail.mc": MC, aliases: "support: ⟦|/usr/bin/php -q x⟧, joe\n" },
      message: /runs \/usr\/bin\/php\.-q\.x/,
      fixed: { aliases: 'support: "|/usr/bin/php -q x", joe\n' },
    },
    "quotes around a part of it": { files: { "sendmail.mc": MC, aliases: 'support: ⟦|/bin/cat "a b"⟧\n' }, fixes: [] },
    "what loses its space, with and without a dot": {
      "sendmail.mc": MC,
      aliases: "a: ⟦| cat⟧\nb: ⟦|/bin/cat /x⟧\nc: ⟦/var/log/x /y⟧\nd: ⟦|/bin/echo (x) y⟧\n",
    },
    "a command with an @, which is an address": {
      files: { "sendmail.mc": MC, aliases: "support: ⟦|/usr/bin/prog -f joe@b.example⟧\n" },
      message: /reads this command as an address\.\nMail goes to the host b\.example/,
      fixed: { aliases: 'support: "|/usr/bin/prog -f joe@b.example"\n' },
    },
    "other signs of addresses": {
      "sendmail.mc": MC,
      aliases: "a: ⟦|/bin/cat@b.example⟧\nb: ⟦|/bin/cat a:b⟧\nc: ⟦|/bin/a!b⟧\nd: ⟦|/bin/cat <a>⟧\n",
    },
    "a path with a space": {
      files: { "sendmail.mc": MC, aliases: "log: ⟦/var/log/my mail⟧\n" },
      fixed: { aliases: 'log: "/var/log/my mail"\n' },
    },
  },
  silent: {
    "commands in double quotes": {
      "sendmail.mc": MC,
      aliases:
        'f: "|/usr/bin/prog -f joe@b.example"\ng: |"/usr/bin/prog joe@b.example"\na: "|/usr/bin/php -q x"\nb: |"/usr/bin/php -q x"\nc: |/bin/cat\nd: "| /bin/cat x"\ne: | /bin/cat\n',
    },
    "comments and names of lists, which are dropped": {
      "sendmail.mc": MC,
      aliases: 'a: |/bin/cat (x)\nb: team: "|/bin/cat -n"\nc: team: /dev/null\nd: "|cat "x""\n',
    },
    files: { "sendmail.mc": MC, aliases: 'a: /dev/null\nb: "/var/log/my mail"\n' },
  },
});
