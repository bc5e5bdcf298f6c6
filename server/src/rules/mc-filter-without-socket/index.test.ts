import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a milter with flags only": {
      files: { "sendmail.mc": mc("⟦INPUT_MAIL_FILTER(`spamd', `F=T, T=S:1m')⟧dnl") },
      message: /"spamd" has no S=/,
    },
    "a milter with nothing but a name": { "sendmail.mc": mc("⟦MAIL_FILTER(`spamd')⟧dnl") },
  },
  silent: {
    "a local socket": { "sendmail.mc": mc("INPUT_MAIL_FILTER(`spamd', `S=local:/run/spamd.sock, F=')dnl") },
    "a socket by the full key": { "sendmail.mc": mc("MAIL_FILTER(`dkim', `Socket=inet:8891@localhost')dnl") },
  },
});
