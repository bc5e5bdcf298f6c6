import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a comma in the message": {
      files: { "sendmail.mc": mc("FEATURE(`dnsbl', `zen.example', `⟦\"550 Refused, see http://x.example\"⟧')dnl") },
      message: /keeps dnsbl from refusing anybody/,
      fixed: { "sendmail.mc": mc("FEATURE(`dnsbl', `zen.example', ``\"550 Refused, see http://x.example\"'')dnl") },
    },
    "one of enhdnsbl": {
      "sendmail.mc": mc("FEATURE(`enhdnsbl', `zen.example', `⟦Refused, sorry⟧', `t', `127.0.0.2')dnl"),
    },
  },
  silent: {
    "messages without a comma, and one in two pairs of quotes": {
      "sendmail.mc": mc(
        "FEATURE(`dnsbl', `zen.example', `\"550 Refused\"')dnl",
        "FEATURE(`dnsbl', `b.example', ``\"550 Refused, sorry\"'')dnl",
        "FEATURE(`rhsbl', `c.example', `\"550 Refused, sorry\"')dnl",
        "FEATURE(`dnsbl', `d.example')dnl",
      ),
    },
  },
});
