import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "the short form": {
      files: { "sendmail.mc": MC, access: "Connect:⟦IPv6:2001:db8:2::⟧\tRELAY\n" },
      message: /"::"/,
      fixes: ["Write IPv6:2001:db8:2: lets IPv6:2001:db8:2 relay to anywhere"],
      fixed: { access: "Connect:IPv6:2001:db8:2\tRELAY\n" },
    },
    "a missing mark": {
      files: { "sendmail.mc": MC, access: "⟦2001:db8:1⟧ REJECT\n" },
      message: /IPv6:/,
      fixed: { access: "IPv6:2001:db8:1 REJECT\n" },
    },
    "leading zeros": { "sendmail.mc": MC, access: "From:a@x.example OK\nConnect:⟦IPv6:2001:0db8:1⟧ OK\n" },
    "a colon at the end": { "sendmail.mc": MC, access: "Connect:⟦IPv6:2001:db8:1:⟧ REJECT\n" },
    "a map alone": { access: "Connect:⟦::1⟧ RELAY\nConnect:127.0.0.1 RELAY\n" },
  },
  silent: {
    "the spelling of sendmail, in any case": {
      "sendmail.mc": MC,
      access: "Connect:IPv6:2001:DB8:1 RELAY\nconnect:ipv6:2001:db8:2:0:0:0:0:9 REJECT\n",
    },
    "a client without a name": { "sendmail.mc": MC, access: "Connect:[IPv6:2001:db8:1:0:0:0:0:9] REJECT\n" },
    "a network in CIDR notation, of which another rule speaks": {
      "sendmail.mc": MC,
      access: "Connect:2001:db8::/32 RELAY\n",
    },
    IPv4: { "sendmail.mc": MC, access: "Connect:192.0.2 RELAY\n" },
    "the short form where sendmail writes it": {
      "sendmail.mc": mc("define(`confUSE_COMPRESSED_IPV6_ADDRESSES', `True')dnl", "FEATURE(`access_db')dnl"),
      access: "Connect:IPv6:2001:db8:2::1 RELAY\n",
    },
  },
});
