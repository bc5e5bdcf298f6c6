import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature that wants a choice": {
      files: { "sendmail.mc": mc("FEATURE(`⟦nouucp⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`nouucp', `reject')dnl") },
    },
    "a feature that wants a host": { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`⟦nullclient⟧')dnl\n" },
  },
  silent: {
    "an argument": { "sendmail.mc": mc("FEATURE(`nouucp', `nospecial')dnl") },
    "dnsbl with a list": { "sendmail.mc": mc("FEATURE(`dnsbl', `zen.spamhaus.org')dnl") },
  },
});
