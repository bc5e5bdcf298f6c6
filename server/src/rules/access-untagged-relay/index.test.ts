import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a domain": {
      files: { "sendmail.mc": MC, access: "⟦partner.example⟧ RELAY\n" },
      options: { preset: "strict" },
      fixes: [
        "Write To:partner.example: its hosts may no longer relay",
        "Write Connect:partner.example: mail to it is no longer relayed for anyone",
      ],
      fixed: { access: "To:partner.example RELAY\n" },
    },
  },
  silent: {
    "the preset recommended": { "sendmail.mc": MC, access: "partner.example RELAY\n" },
    tags: { "sendmail.mc": MC, access: "To:partner.example RELAY\nConnect:my.example RELAY\n" },
    networks: { "sendmail.mc": MC, access: "192.168.2 RELAY\n" },
  },
});
