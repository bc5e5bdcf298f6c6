import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the name of a macro": {
      files: { "sendmail.mc": mc("define(`confMAILER_NAME', `⟦MAILER⟧-DAEMON')dnl") },
      message: /m4 runs MAILER/,
      fixes: ["Write `MAILER': the word stays in confMAILER_NAME"],
      fixed: { "sendmail.mc": mc("define(`confMAILER_NAME', ``MAILER'-DAEMON')dnl") },
    },
    "in a greeting": { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j ⟦DOMAIN⟧ mail')dnl") },
    "in a header": { "sendmail.mc": mc("define(`confRECEIVED_HEADER', `from $s by $j (⟦FEATURE⟧)')dnl") },
    "in the name of a host": { "sendmail.mc": mc("define(`SMART_HOST', `relay.⟦DOMAIN⟧.example')dnl") },
    "m4's comment": {
      files: { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j ⟦dnl⟧ ESMTP')dnl") },
      message: /rest of the line is lost/,
    },
    "a macro of m4": { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `Please ⟦divert⟧ complaints to x')dnl") },
  },
  silent: {
    "in quotes": { "sendmail.mc": mc("define(`confMAILER_NAME', ``MAILER'-DAEMON')dnl") },
    "other words": {
      "sendmail.mc": mc(
        "define(`confSMTP_LOGIN_MSG', `$j Mailer of unix, SITE and include; MAILERS ${MAILER} _MAILER')dnl",
        "define(`confMAILER_NAME', `PostMaster')dnl",
        "define(`CERT_DIR', `MAIL_SETTINGS_DIR`'certs')dnl",
        "define(`confCACERT_PATH', `CERT_DIR')dnl",
      ),
    },
    "a call": { "sendmail.mc": mc("define(`MINE', `FEATURE(`$1')')dnl", "define(`HERE', `LOCAL_CONFIG')dnl") },
  },
});
