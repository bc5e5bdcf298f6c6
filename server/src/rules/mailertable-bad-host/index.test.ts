import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    nothing: { files: { "sendmail.mc": MC, mailertable: "a.example ⟦esmtp:⟧\n" }, fixes: [] },
    "a dot": { files: { "sendmail.mc": MC, mailertable: "a.example ⟦esmtp:.⟧\n" } },
    "a URL": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:⟦//b.example⟧\n" },
      fixed: { mailertable: "a.example esmtp:b.example\n" },
    },
    "a semicolon": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:⟦b.example; c.example⟧\n" },
      fixed: { mailertable: "a.example esmtp:b.example:c.example\n" },
    },
    "two hosts": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:⟦b.example c.example⟧\n" },
      message: /becomes a dot/,
      fixed: { mailertable: "a.example esmtp:b.example:c.example\n" },
    },
    "what no host has": {
      "sendmail.mc": MC,
      mailertable: ["b..example", ".b.example", "*.b.example", "/b.example"]
        .map((host, at) => `a${at}.example esmtp:⟦${host}⟧\n`)
        .join(""),
    },
    "angle brackets": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:⟦<b.example>⟧\n" },
      fixed: { mailertable: "a.example esmtp:[b.example]\n" },
    },
    "a bracket that is not closed": {
      files: { "sendmail.mc": MC, mailertable: "a.example smtp:⟦[b.example⟧\n" },
      fixed: { mailertable: "a.example smtp:[b.example]\n" },
    },
    "a bracket that is not opened": { "sendmail.mc": MC, mailertable: "a.example smtp:⟦b.example]⟧\n" },
    "quotes around the host": {
      files: { "sendmail.mc": MC, mailertable: 'a.example smtp:⟦"b.example"⟧\n' },
      fixed: { mailertable: "a.example smtp:b.example\n" },
    },
  },
  silent: {
    "a list in brackets": { "sendmail.mc": MC, mailertable: "a.example smtp:[b.example]:[c.example]\n" },
    "hosts, lists of hosts, and a user": {
      "sendmail.mc": MC,
      mailertable:
        "a.example esmtp:[b.example]\nb.example esmtp:c.example:d.example\nc.example esmtp:e.example,f.example\nd.example smtp:joe@g.example\n",
    },
    "a comment in parentheses, which sendmail drops": {
      "sendmail.mc": MC,
      mailertable: "a.example esmtp:b.example (office)\n",
    },
    "what other mailers take": {
      "sendmail.mc": MC,
      mailertable: "a.example procmail:/etc/procmailrcs/a b\nb.example local:\n",
    },
    "a comment, which has a rule of its own": {
      "sendmail.mc": MC,
      mailertable: "a.example esmtp:b.example # office\n",
    },
  },
});
