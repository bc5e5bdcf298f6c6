import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "capital letters": {
      files: { "sendmail.mc": mc(), helpfile: "#vers 2\nsmtp\tCommands\n⟦MAIL⟧\tMAIL FROM: <sender>\n" },
      message: /sendmail asks for mail/,
      fixed: { helpfile: "#vers 2\nsmtp\tCommands\nmail\tMAIL FROM: <sender>\n" },
    },
    "no topic": {
      files: { "sendmail.mc": mc(), helpfile: "helo\tHELO name\n⟦  ⟧Says who you are.\n" },
      message: /begins with a space/,
      fixed: { helpfile: "helo\tHELO name\nhelo\tSays who you are.\n" },
    },
    "a byte order mark": {
      files: { "sendmail.mc": mc(), helpfile: "⟦\uFEFF#vers⟧\t2\nsmtp\tCommands\n" },
      fixed: { helpfile: "#vers\t2\nsmtp\tCommands\n" },
    },
  },
  silent: {
    "small letters": { "sendmail.mc": mc(), helpfile: "#vers 2\nsmtp\tCommands\nsmtp\tMORE\n   \nsmtp\n-bt\tx\n" },
  },
});
