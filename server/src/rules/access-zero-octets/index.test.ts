import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a class B network": {
      files: { "sendmail.mc": MC, access: "Connect:⟦172.16.0.0⟧ RELAY\n" },
      severity: "warning",
      fixes: ["Write 172.16: lets 172.16 relay to anywhere"],
      fixed: { access: "Connect:172.16 RELAY\n" },
    },
    "a class C network, which may be a host": {
      files: { "sendmail.mc": MC, access: "⟦192.0.2.0⟧ RELAY\n" },
      severity: "information",
    },
    "an IPv6 network": {
      files: { "sendmail.mc": MC, access: "Connect:⟦IPv6:2001:db8:1:0:0:0:0:0⟧ RELAY\n" },
      fixes: ["Write IPv6:2001:db8:1: lets IPv6:2001:db8:1 relay to anywhere"],
    },
  },
  silent: {
    "a single address that is refused": { "sendmail.mc": MC, access: "Connect:192.0.2.0 REJECT\n" },
    "a prefix and a host": {
      "sendmail.mc": MC,
      access: "Connect:172.16 RELAY\nConnect:10.0.0.10 RELAY\nConnect:10.0.0 RELAY\n",
    },
    "CIDR notation, of which another rule speaks": { "sendmail.mc": MC, access: "172.16.0.0/16 RELAY\n" },
    "an address of no network at all": { "sendmail.mc": MC, access: "From:0.0.0.0 REJECT\n" },
  },
});
