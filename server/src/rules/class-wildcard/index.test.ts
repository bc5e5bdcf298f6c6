import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "RELAY_DOMAIN in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦*.example.com⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`example.com')dnl") },
    },
    "relay-domains": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦*.example.com⟧\n" },
      fixed: { "relay-domains": "example.com\n" },
    },
  },
  silent: { names: { "sendmail.mc": MC, "relay-domains": "example.com\n.example.net\n" } },
});
