import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const AUTH = ["define(`confAUTH_MECHANISMS', `PLAIN')dnl", "TRUST_AUTH_MECH(`PLAIN')dnl"];

testRule(rule, {
  finds: {
    "a list before logins": {
      files: { "sendmail.mc": mc(...AUTH, "⟦FEATURE(`dnsbl', `zen.example')⟧dnl") },
      fixed: { "sendmail.mc": mc(...AUTH, "FEATURE(`delay_checks')dnl", "FEATURE(`dnsbl', `zen.example')dnl") },
    },
    "two lists, once": {
      "sendmail.mc": mc(...AUTH, "⟦FEATURE(`enhdnsbl', `a.example')⟧dnl", "FEATURE(`dnsbl', `b.example')dnl"),
    },
  },
  silent: {
    "a version without delay_checks": {
      files: { "sendmail.mc": mc(...AUTH, "FEATURE(`dnsbl', `zen.example')dnl") },
      options: { targetVersion: "8.9.3" },
    },
    "with delay_checks": {
      "sendmail.mc": mc(...AUTH, "FEATURE(`delay_checks')dnl", "FEATURE(`dnsbl', `zen.example')dnl"),
    },
    "without logins": { "sendmail.mc": mc("FEATURE(`dnsbl', `zen.example')dnl") },
    "without lists": { "sendmail.mc": mc(...AUTH) },
  },
});
