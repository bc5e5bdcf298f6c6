import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a mailer without a user": { "sendmail.mc": mc("define(`SSH_MAILER_DIR', `/x')dnl", "MAILER(`⟦ssh⟧')dnl") },
  },
  silent: {
    "other mailers": { "sendmail.mc": mc() },
    "both defined": {
      "sendmail.mc": mc(
        "define(`SSH_MAILER_USER', `mail')dnl",
        "define(`SSH_MAILER_DIR', `/x')dnl",
        "MAILER(`ssh')dnl",
      ),
    },
  },
});
