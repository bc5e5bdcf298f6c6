import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "dnsbl with a list of Spamhaus": {
      files: { "sendmail.mc": mc("FEATURE(`dnsbl', `⟦zen.spamhaus.org⟧')dnl") },
      message: /127\.255\.255\.254/,
      fixed: { "sendmail.mc": mc("FEATURE(`enhdnsbl', `zen.spamhaus.org', `', `', `127.0.0.$+')dnl") },
    },
    "with a message of one's own": {
      files: { "sendmail.mc": mc("FEATURE(`enhdnsbl', `⟦sbl.spamhaus.org⟧', `\"550 see \" $&{client_addr}', `t')dnl") },
      fixed: {
        "sendmail.mc": mc(
          "FEATURE(`enhdnsbl', `sbl.spamhaus.org', `\"550 see \" $&{client_addr}', `t', `127.0.0.$+')dnl",
        ),
      },
    },
  },
  silent: {
    "answers that are named": {
      "sendmail.mc": mc("FEATURE(`enhdnsbl', `zen.spamhaus.org', `', `t', `127.0.0.$+')dnl"),
    },
    "a list without such codes": { "sendmail.mc": mc("FEATURE(`dnsbl', `bl.spamcop.net')dnl") },
  },
});
