import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "another file is named": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/aliases')dnl"), aliases: "# mine\n⟦a: b⟧\n" },
      message: /is \/etc\/aliases/,
    },
    "no file is named": {
      files: { "sendmail.mc": mc("undefine(`ALIAS_FILE')dnl"), aliases: "⟦a: b⟧\n" },
      message: /has no ALIAS_FILE/,
    },
  },
  silent: {
    "the default": { "sendmail.mc": mc(), aliases: "a: b\n" },
    "an empty file": { "sendmail.mc": mc("undefine(`ALIAS_FILE')dnl"), aliases: "# none\n" },
  },
});
