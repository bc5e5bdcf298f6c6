import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a missing mark": {
      files: { "sendmail.mc": mc(), "relay-domains": "⟦2001:db8:2⟧\n" },
      fixes: ["Write IPv6:2001:db8:2: lets IPv6:2001:db8:2 relay to anywhere, and anyone relay to it"],
      fixed: { "relay-domains": "IPv6:2001:db8:2\n" },
    },
    "a word in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦2001:db8:2⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`IPv6:2001:db8:2')dnl") },
    },
    "two colons": { "sendmail.mc": mc(), "relay-domains": "⟦IPv6:2001:db8:3::⟧\n" },
    "leading zeros": { "sendmail.mc": mc(), "relay-domains": "⟦IPv6:2001:0db8:7⟧\n" },
  },
  silent: {
    "the spelling of sendmail, with or without a colon at its end": {
      "sendmail.mc": mc(),
      "relay-domains": "IPv6:2001:DB8:5\nipv6:2001:db8:6\nIPv6:2001:db8:4:\n",
    },
    "IPv4 and names": { "sendmail.mc": mc(), "relay-domains": "192.0.2\nexample.com\n" },
    "names of our own": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "local-host-names": "[IPv6:2001:db8:0:0:0:0:0:1]\n",
    },
  },
});
