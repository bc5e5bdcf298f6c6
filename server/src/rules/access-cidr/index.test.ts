import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a network of two prefixes": {
      files: { "sendmail.mc": MC, access: "Connect:⟦192.0.2.0/23⟧\tRELAY\nexample.com REJECT\n" },
      fixes: ["Write it as 2 prefixes: lets each of them relay to anywhere"],
      fixed: { access: "Connect:192.0.2\tRELAY\nConnect:192.0.3\tRELAY\nexample.com REJECT\n" },
    },
    "a network of one prefix": {
      files: { "sendmail.mc": MC, access: "⟦10.1.0.0/16⟧ RELAY" },
      fixed: { access: "10.1 RELAY" },
    },
    "a netmask": {
      files: { "sendmail.mc": MC, access: "⟦192.168.4.0/255.255.254.0⟧ RELAY\r\n" },
      fixed: { access: "192.168.4 RELAY\r\n192.168.5 RELAY\r\n" },
    },
    "a network of IPv6": {
      files: { "sendmail.mc": MC, access: "Connect:⟦2001:db8::/32⟧ RELAY\n" },
      fixed: { access: "Connect:IPv6:2001:db8 RELAY\n" },
    },
    "a network that would take too many lines, without a fix": {
      files: { "sendmail.mc": MC, access: "Connect:⟦128.0.0.0/1⟧ RELAY\n" },
      message: /128 lines/,
      fixes: [],
    },
  },
  silent: {
    prefixes: { "sendmail.mc": MC, access: "Connect:192.0.2 RELAY\nConnect:IPv6:2001:db8 RELAY\n" },
    "a slash in a value": { "sendmail.mc": MC, access: "Connect:192.0.2 ERROR:550 see https://example.com/why\n" },
  },
});
