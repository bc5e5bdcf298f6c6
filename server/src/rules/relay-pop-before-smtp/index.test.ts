import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a version without AUTH": {
      files: { "sendmail.mc": `LOCAL_CONFIG\n⟦Kpopauth hash -o /etc/mail/popauth⟧\n${mc()}` },
      options: { targetVersion: "8.9.3" },
      message: /confAUTH_MECHANISMS, TRUST_AUTH_MECH and confAUTH_OPTIONS need sendmail 8\.10\.$/,
    },
    "a map of popauth": {
      files: { "sendmail.mc": `LOCAL_CONFIG\n⟦Kpopauth hash -o /etc/mail/popauth⟧\n${mc()}` },
      message: /SMTP AUTH/,
    },
    "a map of dracd by its file": { "sendmail.mc": `LOCAL_CONFIG\n⟦Kclients btree /var/lib/dracd/dracd⟧\n${mc()}` },
  },
  silent: {
    "another map": { "sendmail.mc": `LOCAL_CONFIG\nKpopulation hash /etc/mail/population\n${mc()}` },
    "the access map": { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
  },
});
