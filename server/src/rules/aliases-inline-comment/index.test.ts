import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "in a list": {
      files: {
        "sendmail.mc": mc(),
        aliases: "postmaster: root, :include:/etc/mail/list\n",
        list: "# people\nroot, ⟦root # office⟧\nroot #@# a comment\n",
      },
    },
    "after a user": {
      files: { "sendmail.mc": MC, aliases: "sales: joe, ⟦jane # on leave⟧\n" },
      message: /User unknown/,
      fixed: { aliases: "sales: joe, jane\n" },
    },
    "after an address": {
      files: { "sendmail.mc": MC, aliases: "sales: ⟦jane@a.example # away⟧\n" },
      message: /host's name/,
      fixed: { aliases: "sales: jane@a.example\n" },
    },
    "after a comma": { files: { "sendmail.mc": MC, aliases: "sales: jane, ⟦# away⟧\n" }, fixes: [] },
    "in a list over several lines": {
      files: { "sendmail.mc": MC, aliases: "sales: joe,\n\t⟦jane # away⟧,\n\tjim\n" },
      fixed: { aliases: "sales: joe,\n\tjane,\n\tjim\n" },
    },
  },
  silent: {
    "comments of their own": { "sendmail.mc": MC, aliases: '# away\nsales: jane (away), "|x #y"\n' },
  },
});
