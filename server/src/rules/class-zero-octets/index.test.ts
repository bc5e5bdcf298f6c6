import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a class B network": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦172.16.0.0⟧\n" },
      severity: "warning",
      fixes: ["Write 172.16: lets 172.16 relay to anywhere, and anyone relay to it"],
      fixed: { "relay-domains": "172.16\n" },
    },
    "a class C network, which may be a host": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦192.0.2.0⟧\n" },
      severity: "information",
    },
    "a word in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦172.16.0.0⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`172.16')dnl") },
    },
    "an IPv6 network": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦IPv6:2001:db8:1:0:0:0:0:0⟧\n" },
      fixes: ["Write IPv6:2001:db8:1: lets IPv6:2001:db8:1 relay to anywhere, and anyone relay to it"],
    },
  },
  silent: {
    "a prefix and a host": { "sendmail.mc": MC, "relay-domains": "172.16\n10.0.0.10\n10.0.0\n" },
    "CIDR notation, of which another rule speaks": { "sendmail.mc": MC, "relay-domains": "172.16.0.0/16\n" },
    "a name of one of our own addresses": { "sendmail.mc": MC, "local-host-names": "[192.0.2.0]\n" },
  },
});
