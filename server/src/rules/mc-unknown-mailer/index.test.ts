import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a slip of the finger": {
      files: { "sendmail.mc": mc("MAILER(`⟦smpt⟧')dnl") },
      fixed: { "sendmail.mc": mc("MAILER(`smtp')dnl") },
    },
  },
  silent: {
    "known ones": { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    "dead ones": { "sendmail.mc": mc("dnl MAILER(`smpt')") },
  },
});
