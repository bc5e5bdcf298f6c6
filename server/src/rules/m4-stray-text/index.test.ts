import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a remark": {
      files: { "sendmail.mc": mc("⟦our mail hub⟧") },
      fixes: ["Make this line a dnl comment"],
      fixed: { "sendmail.mc": mc("dnl our mail hub") },
    },
    "an unknown macro": { "sendmail.mc": mc("⟦MAILHUB(`x')⟧") },
  },
  silent: {
    "comments and blank lines": { "sendmail.mc": mc("# a comment", "", "  ", "dnl another") },
    "lines of a .cf": { "sendmail.mc": mc("Cwexample.com", "O LogLevel=9") },
    "what other rules explain": { "sendmail.mc": mc("feature(`x')", "dnlFEATURE(`x')", "define (`x', `y')") },
    "text in sections": { "sendmail.mc": mc("LOCAL_RULESETS", "SLocal_check_mail", "R$*\t\t$: $1") },
    "text that is thrown away": { "sendmail.mc": `divert(-1)\nour mail hub\ndivert(0)dnl\n${mc()}` },
  },
});
