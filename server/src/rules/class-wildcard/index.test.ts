import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a word of class R in a .cf": {
      "sendmail.cf": "V10/Berkeley\nCR ⟦*.a.example⟧\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
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
