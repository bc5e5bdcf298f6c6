import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a slip of the finger": {
      files: { "sendmail.mc": "OSTYPE(`⟦linus⟧')dnl\nMAILER(`smtp')dnl\n" },
      fixed: { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n" },
    },
  },
  silent: {
    "known ones": { "sendmail.mc": mc() },
    "one of the site's own": {
      "sendmail.mc": "OSTYPE(`ours')dnl\nMAILER(`smtp')dnl\n",
      "../ostype/ours.m4": "define(`ALIAS_FILE', `/etc/aliases')\n",
      "/etc/ostype/ours.m4": "define(`ALIAS_FILE', `/etc/aliases')\n",
    },
  },
});
