import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "no mailer": { "sendmail.mc": "⟦OSTYPE(`linux')⟧dnl\nFEATURE(`access_db')dnl\n" } },
  silent: {
    "a mailer": { "sendmail.mc": mc() },
    "features that bring one": { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`nullclient', `hub.example.com')dnl\n" },
    "a submission program": { "submit.mc": "OSTYPE(`linux')dnl\nFEATURE(`msp')dnl\n" },
    "a part": { "sendmail.mc": "FEATURE(`access_db')dnl\n" },
  },
});
