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
    "another scheme of a URL": {
      files: { "sendmail.mc": MC, mailertable: "a.example smtp:⟦http://b.example/⟧\n" },
      fixed: { mailertable: "a.example smtp:b.example\n" },
    },
    "a slash": { "sendmail.mc": MC, mailertable: "a.example smtp:⟦b.example/smtp⟧\n" },
    "an address without brackets": {
      files: { "sendmail.mc": MC, mailertable: "a.example smtp:[b.example]:⟦192.0.2.1⟧\n" },
      message: /Host unknown/,
      fixed: { mailertable: "a.example smtp:[b.example]:[192.0.2.1]\n" },
    },
    "an address that is none": {
      files: { "sendmail.mc": MC, mailertable: "a.example smtp:⟦[192.0.2.300]⟧\n" },
      message: /at most 255/,
      fixes: [],
    },
    "a bracket that is not opened": { "sendmail.mc": MC, mailertable: "a.example smtp:⟦b.example]⟧\n" },
    "signs that no host has, and nothing in brackets": {
      "sendmail.mc": MC,
      mailertable: [
        "b@c@d",
        "b#x",
        "$h",
        "b%",
        "bücher.example",
        "[]",
        "[[b]]",
        "[IPv6:2001:db8::zz]",
        `${"b".repeat(64)}.c`,
      ]
        .map((host, at) => `a${at}.example smtp:${host.includes("@") ? `b@⟦${host.slice(2)}⟧` : `⟦${host}⟧`}\n`)
        .join(""),
    },
    "local: with what is no user": {
      "sendmail.mc": MC,
      mailertable:
        "a.example local:⟦joe,jane⟧\nb.example local:⟦joe jane⟧\nc.example local:⟦|/bin/cat⟧\nd.example local:⟦/tmp/x⟧\n",
    },
    "a program": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦prog:/bin/cat⟧\n" },
      message: /are for aliases/,
    },
    "quotes around the host": {
      files: { "sendmail.mc": MC, mailertable: 'a.example smtp:⟦"b.example"⟧\n' },
      fixed: { mailertable: "a.example smtp:b.example\n" },
    },
  },
  silent: {
    "a mailer that there is not, of which another rule speaks": {
      "sendmail.mc": MC,
      mailertable: "a.example discard:\n",
    },
    "addresses in brackets": {
      "sendmail.mc": MC,
      mailertable: "a.example smtp:[192.0.2.1]\nb.example smtp:[IPv6:2001:db8::1]\nc.example smtp:[2001:db8::1]\n",
    },
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
    "spaces that sendmail drops": {
      "sendmail.mc": MC,
      mailertable:
        "a.example smtp:b.example, c.example\nb.example smtp:[ b.example ]\nc.example smtp:(x) b .example (a (b))\n",
    },
    "a user of this server": {
      "sendmail.mc": MC,
      mailertable: "a.example local:joe\nb.example local:joe@a.example (x)\n",
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
