import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const STRICT = { preset: "strict" } as const;

testRule(rule, {
  finds: {
    "the line of a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nO SmtpGreetingMessage=⟦$j Sendmail $v/$Z; $b⟧\n" },
      options: STRICT,
      fixed: { "sendmail.cf": "V10/Berkeley\nO SmtpGreetingMessage=$j Sendmail; $b\n" },
    },
    "sendmail's own greeting": {
      files: { "sendmail.mc": "OSTYPE(`⟦linux⟧')dnl\nMAILER(`smtp')dnl\n" },
      options: STRICT,
      fixed: {
        "sendmail.mc":
          "OSTYPE(`linux')dnl\ndefine(`confSMTP_LOGIN_MSG', `$j Mail server ready; $b')dnl\nMAILER(`smtp')dnl\n",
      },
    },
    "a greeting with the version": {
      files: { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `⟦$j Sendmail $v⟧')dnl") },
      options: STRICT,
      fixed: { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j Sendmail')dnl") },
    },
    "a banner of one's own, of which only the version goes": {
      files: {
        "sendmail.mc": mc(
          "define(`confSMTP_LOGIN_MSG', `⟦$j ESMTP $v/$Z; No spam. Authorized use only, Act 12 §3. $b⟧')dnl",
        ),
      },
      options: STRICT,
      fixed: {
        "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j ESMTP; No spam. Authorized use only, Act 12 §3. $b')dnl"),
      },
    },
  },
  silent: {
    "the ordinary preset": { "sendmail.mc": mc() },
    "a greeting without it": { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j ready at $b')dnl") },
  },
});
