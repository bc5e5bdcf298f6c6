import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a specification of one's own": {
      files: { "sendmail.mc": mc("FEATURE(`access_db', `⟦hash /etc/mail/access⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db', `hash -T<TMPF> /etc/mail/access')dnl") },
    },
    "what a web page made of it": {
      files: { "sendmail.mc": mc("FEATURE(`access_db', `⟦hash -T&lt;TMPF&gt; /etc/mail/access⟧')dnl") },
      fixes: ["Write -T<TMPF>: mail waits when the map cannot be read"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db', `hash -T<TMPF> /etc/mail/access')dnl") },
    },
  },
  silent: {
    "the default": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks')dnl") },
    "one that has it": { "sendmail.mc": mc("FEATURE(`access_db', `hash -o -T<TMPF> /etc/mail/access')dnl") },
  },
});
