import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a second one": { "sendmail.mc": mc("MAILER(`procmail')dnl", "MAILER(`⟦procmail⟧')dnl") },
    "a name that another one has taken": {
      files: { "sendmail.mc": mc("MAILER(`procmail', `cyrus')dnl", "MAILER(`⟦cyrus⟧')dnl") },
      message: /has taken its name/,
    },
  },
  silent: {
    "different ones": { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    "one that does not run": { "sendmail.mc": mc("MAILER(`procmail')dnl", "dnl MAILER(`procmail')") },
  },
});
