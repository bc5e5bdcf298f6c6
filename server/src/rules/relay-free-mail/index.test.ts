import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "RELAY_DOMAIN in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦gmail.com⟧')dnl") },
      fixed: { "sendmail.mc": mc() },
    },
    "a class line in the .mc": { "sendmail.mc": mc("LOCAL_CONFIG", "CR⟦gmail.com⟧ example.com") },
    "a provider's domain": {
      files: { "sendmail.mc": MC, access: "To:⟦gmail.com⟧ RELAY\n" },
      fixed: { access: "# To:gmail.com RELAY\n" },
    },
    "relay-domains": { "sendmail.mc": MC, "relay-domains": "⟦hotmail.com⟧\n" },
    "a service that sends for anybody": { "sendmail.mc": MC, access: "Connect:⟦protection.outlook.com⟧ RELAY\n" },
  },
  silent: {
    "another class in the .mc": { "sendmail.mc": mc("LOCAL_DOMAIN(`gmail.com')dnl") },
    "domains of manuals": {
      "sendmail.mc": MC,
      access: "example.com RELAY\nyourdomain.com RELAY\nmydomain.com RELAY\n",
    },
    "a university": { "sendmail.mc": MC, access: "unican.es RELAY\n", "relay-domains": "parrot.com\n" },
    "one's own domain": { "sendmail.mc": MC, access: "mail.example.net RELAY\n" },
    "another action": { "sendmail.mc": MC, access: "gmail.com OK\nFrom:yahoo.com REJECT\n" },
  },
});
