import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a mailbox": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦To:old@example.com⟧ REJECT\n" },
      fixes: ["Add FEATURE(`blocklist_recipients') to sendmail.mc"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    },
    "a text": { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦To:old@example.com⟧ ERROR:5.1.6:550 moved\n" },
  },
  silent: {
    "with the feature": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl"),
      access: "To:old@example.com REJECT\n",
    },
    "with its old name": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl"),
      access: "To:old@example.com REJECT\n",
    },
    "what works without it": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "To:x.example RELAY\nspam.example REJECT\nFrom:y.example REJECT\n",
    },
    "a map whose .mc is not at hand": { access: "To:old@example.com REJECT\n" },
  },
});
