import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const LINE = 'AuthInfo:a.example "U:joe" "P:x"';

testRule(rule, {
  finds: {
    "no feature": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), authinfo: `⟦${LINE}⟧\n` },
      message: /FEATURE\(`authinfo'\)/,
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`authinfo')dnl") },
    },
    "another file": {
      files: { "sendmail.mc": mc("FEATURE(`authinfo', `hash /etc/mail/logins')dnl"), authinfo: `⟦${LINE}⟧\n` },
      message: /The map of sendmail\.mc is hash \/etc\/mail\/logins/,
      fixes: [],
    },
  },
  silent: {
    "the feature": { "sendmail.mc": mc("FEATURE(`authinfo')dnl"), authinfo: `${LINE}\n` },
    "an empty file": { "sendmail.mc": mc(), authinfo: "# nothing\n" },
    "a file alone": { authinfo: `${LINE}\n` },
  },
});
