import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl", "FEATURE(`ratecontrol')dnl");

testRule(rule, {
  finds: {
    "a client that is to relay": {
      files: { "sendmail.mc": MC, access: "Connect:⟦[192.0.2.7]⟧ RELAY\n" },
      fixes: ["Write 192.0.2.7: lets 192.0.2.7 relay to anywhere"],
      fixed: { access: "Connect:192.0.2.7 RELAY\n" },
    },
    "a client that another line names": {
      files: { "sendmail.mc": MC, access: "Connect:192.0.2.7 OK\nConnect:⟦[192.0.2.7]⟧ RELAY\n" },
      fixes: ["Remove this line: line 1 has 192.0.2.7"],
      fixed: { access: "Connect:192.0.2.7 OK\n" },
    },
    "a client without a tag": { files: { "sendmail.mc": MC, access: "⟦[192.0.2.7]⟧ RELAY\n" }, message: /user@\[192/ },
    "a rate": { "sendmail.mc": MC, access: "ClientRate:⟦[192.0.2.7]⟧ 3\n" },
    IPv6: { "sendmail.mc": MC, access: "Connect:⟦[IPv6:2001:db8:0:0:0:0:0:1]⟧ RELAY\n" },
  },
  silent: {
    "clients without a name turned away": { "sendmail.mc": MC, access: "Connect:[192.0.2.7] REJECT\n" },
    "mail to an address literal": { "sendmail.mc": MC, access: "To:[192.0.2.7] RELAY\n" },
    "the plain address": { "sendmail.mc": MC, access: "Connect:192.0.2.7 RELAY\n" },
  },
});
