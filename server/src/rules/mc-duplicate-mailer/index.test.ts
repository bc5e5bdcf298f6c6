import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "a second one": { "sendmail.mc": mc("MAILER(`procmail')dnl", "MAILER(`⟦procmail⟧')dnl") } },
  silent: {
    "different ones": { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    "one that does not run": { "sendmail.mc": mc("MAILER(`procmail')dnl", "dnl MAILER(`procmail')") },
  },
});
