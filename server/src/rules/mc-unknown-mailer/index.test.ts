import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a slip of the finger": {
      files: { "sendmail.mc": mc("MAILER(`⟦procmial⟧')dnl") },
      fixed: { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    },
    "a slip in one that is there already": {
      files: { "sendmail.mc": mc("MAILER(`⟦smpt⟧')dnl") },
      fixed: { "sendmail.mc": mc() },
    },
  },
  silent: {
    "known ones": { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    "dead ones": { "sendmail.mc": mc("dnl MAILER(`smpt')") },
  },
});
