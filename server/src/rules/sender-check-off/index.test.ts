import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const CHECKED = mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks')dnl", "FEATURE(`dnsbl', `bl.example.org')dnl");

testRule(rule, {
  finds: {
    "a domain before a blocklist": {
      files: { "sendmail.mc": CHECKED, access: "⟦From:partner.example⟧ OK\n" },
      message: /skips dnsbl/,
    },
    "an address": { "sendmail.mc": CHECKED, access: "⟦jane@partner.example⟧ OK\n" },
    "a top-level domain": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦From:com⟧ OK\n" },
      message: /does not exist/,
    },
  },
  silent: {
    "checks in the usual order": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`dnsbl', `bl.example.org')dnl"),
      access: "From:partner.example OK\n",
    },
    "delayed checks with nothing to get past": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`delay_checks')dnl"),
      access: "From:partner.example OK\n",
    },
    clients: { "sendmail.mc": CHECKED, access: "Connect:partner.example OK\n192.0.2.7 OK\nlocalhost OK\n" },
  },
});
