import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a network": {
      files: { "sendmail.mc": MC, access: "Connect:⟦203.0.113.⟧ RELAY\n" },
      fixes: ["Write 203.0.113: lets 203.0.113 relay to anywhere"],
      fixed: { access: "Connect:203.0.113 RELAY\n" },
    },
    "a domain": {
      files: { "sendmail.mc": MC, access: "⟦example.com.⟧\tREJECT\n" },
      fixed: { access: "example.com\tREJECT\n" },
    },
  },
  silent: {
    "keys without": { "sendmail.mc": MC, access: "Connect:203.0.113 RELAY\nexample.com REJECT\n" },
    "relay-domains, where a network may end so": { "sendmail.mc": MC, "relay-domains": "203.0.113.\n" },
    "a tag that only a ruleset of one's own knows": { "sendmail.mc": MC, access: "Mine:example.com. x\n" },
  },
});
