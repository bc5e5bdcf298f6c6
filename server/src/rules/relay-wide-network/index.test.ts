import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a network with a comment in parentheses": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "Connect:⟦203⟧ RELAY (a\n",
    },
    "RELAY_DOMAIN in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦203⟧ 198.51.100')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`198.51.100')dnl") },
    },
    "a first octet of public addresses": {
      "sendmail.mc": MC,
      access: "Connect:⟦203⟧ RELAY\n⟦172⟧ RELAY\n⟦192⟧ RELAY\n",
    },
    "relay-domains": { "sendmail.mc": MC, "relay-domains": "⟦8⟧\n" },
    "a first group of IPv6": { "sendmail.mc": MC, access: "Connect:⟦IPv6:2001⟧ RELAY\n" },
    "two octets of a public network": {
      files: { "sendmail.mc": MC, access: "Connect:⟦40.92⟧ RELAY\n" },
      severity: "information",
      message: /65,536/,
    },
  },
  silent: {
    "a private network in the .mc": { "sendmail.mc": mc("RELAY_DOMAIN(`10 192.168.1')dnl") },
    "networks for private use": {
      "sendmail.mc": MC,
      access:
        "Connect:10 RELAY\nConnect:127 RELAY\nConnect:192.168 RELAY\nConnect:IPv6:fd00 RELAY\nConnect:IPv6:fe80 RELAY\n",
    },
    "narrower networks": {
      "sendmail.mc": MC,
      access: "Connect:203.0.113 RELAY\nConnect:172.16 RELAY\nConnect:IPv6:2001:db8 RELAY\n",
    },
    "another action": { "sendmail.mc": MC, access: "Connect:203 REJECT\n" },
  },
});
