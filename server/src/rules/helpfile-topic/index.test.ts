import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "capital letters": {
      files: { "sendmail.mc": mc(), helpfile: "#vers 2\nsmtp\tCommands\n⟦MAIL⟧\tMAIL FROM: <sender>\n" },
      message: /sendmail asks for mail/,
      fixed: { helpfile: "#vers 2\nsmtp\tCommands\nmail\tMAIL FROM: <sender>\n" },
    },
  },
  silent: {
    "small letters": { "sendmail.mc": mc(), helpfile: "#vers 2\nsmtp\tCommands\nsmtp\tMORE\n-bt\tx\n" },
  },
});
