import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a file without it": {
      files: { "sendmail.mc": "⟦⟧FEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n" },
      fixed: { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n" },
    },
    "a file with a head": {
      files: {
        "sendmail.mc": "⟦⟧divert(-1)\ntext\ndivert(0)dnl\nVERSIONID(`x')dnl\ndnl more\nMAILER(`smtp')dnl\n",
      },
      fixed: {
        "sendmail.mc":
          "divert(-1)\ntext\ndivert(0)dnl\nVERSIONID(`x')dnl\nOSTYPE(`linux')dnl\ndnl more\nMAILER(`smtp')dnl\n",
      },
    },
    "a file that begins with a text for nobody": {
      files: { "sendmail.mc": "⟦⟧divert(-1)\ntext\ndivert(0)dnl\nMAILER(`smtp')dnl\n" },
      fixed: { "sendmail.mc": "divert(-1)\ntext\ndivert(0)dnl\nOSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n" },
    },
  },
  silent: {
    "a file with it": { "sendmail.mc": mc() },
    "one in a file that is included": {
      "sendmail.mc": "include(`site.m4')dnl\nMAILER(`smtp')dnl\n",
      "site.m4": "OSTYPE(`linux')dnl\n",
    },
  },
});
