import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a program": {
      files: { "sendmail.mc": mc("⟦RELAY_DOMAIN_FILE(`|/usr/local/bin/relays')⟧dnl") },
      message: /^A program decides.*It is "\/usr\/local\/bin\/relays"/s,
    },
  },
  silent: {
    "a file": { "sendmail.mc": mc("RELAY_DOMAIN_FILE(`/etc/mail/relay-domains')dnl") },
    "a program for another class": { "sendmail.mc": `LOCAL_CONFIG\nF{Own}|/usr/local/bin/own\n${mc()}` },
  },
});
