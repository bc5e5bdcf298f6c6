import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "a file without it": { "sendmail.mc": "⟦⟧FEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n" } },
  silent: {
    "a file with it": { "sendmail.mc": mc() },
    "one in a file that is included": {
      "sendmail.mc": "include(`site.m4')dnl\nMAILER(`smtp')dnl\n",
      "site.m4": "OSTYPE(`linux')dnl\n",
    },
  },
});
