import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a .mc that was changed later": {
      files: { "sendmail.cf": "V10/Berkeley\n", "sendmail.mc": `⟦divert(0)dnl⟧\n${mc()}` },
      message: /sendmail\.cf/,
    },
  },
  silent: {
    "a .cf that was made afterwards": { "sendmail.mc": mc(), "sendmail.cf": "V10/Berkeley\n" },
    "a .mc without a .cf at hand": { "submit.cf": "V10/Berkeley\n", "sendmail.mc": mc() },
  },
});
