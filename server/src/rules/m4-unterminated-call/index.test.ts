import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "a missing parenthesis": { "sendmail.mc": mc("⟦FEATURE⟧(`access_db'") } },
  silent: {
    "a call over several lines": {
      "sendmail.mc": mc("FEATURE(`access_db',", "  `hash -T<TMPF> /etc/mail/access')dnl"),
    },
    "a parenthesis in a dnl comment": { "sendmail.mc": mc("dnl FEATURE(") },
  },
});
