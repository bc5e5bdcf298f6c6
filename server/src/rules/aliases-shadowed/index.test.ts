import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("define(`ALIAS_FILE', `/etc/mail/aliases,hash:/etc/mail/lists')dnl");

testRule(rule, {
  finds: {
    "a name of the first file": {
      files: { "sendmail.mc": MC, aliases: "a: b\n", lists: "x: y\n⟦A⟧: c\n" },
      message: /line 1 of aliases/,
      fixed: { lists: "x: y\n# A: c\n" },
    },
  },
  silent: {
    "a line of a text map without a value in the file before": {
      "sendmail.mc":
        "OSTYPE(`linux')\ndefine(`ALIAS_FILE', `text:-k0 -v1 -z: /etc/mail/aliases, hash:/etc/mail/lists')\n",
      aliases: "postmaster:root\nteam\n",
      lists: "team: joe\n",
    },
    "other names": { "sendmail.mc": MC, aliases: "a: b\na+x: c\n", lists: "a+y: b\nb: c\n" },
    "a file that nothing reads": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/aliases')dnl"),
      aliases: "a: b\n",
      "/etc/aliases": "a: c\n",
    },
  },
});
