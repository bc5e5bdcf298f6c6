import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

testRule(rule, {
  finds: {
    "a mailer": { files: { "sendmail.mc": MC, domaintable: "a.example ⟦smtp:b.example⟧\n" }, message: /553/ },
    "an address": { "sendmail.mc": MC, domaintable: "a.example ⟦joe@b.example⟧\n" },
    "two words": { "sendmail.mc": MC, domaintable: "a.example ⟦b.example c.example⟧\n" },
    "a list, an IP address, dots, a semicolon": {
      "sendmail.mc": MC,
      domaintable: ["b.example,c.example", "[192.0.2.1]", "[b.example]", ".b.example", "b..example", "b.example;"]
        .map((value, at) => `a${at}.example ⟦${value}⟧\n`)
        .join(""),
    },
    "signs that no host has, quotes, half a bracket": {
      "sendmail.mc": MC,
      domaintable: ["*.b.example", '"b.example"', "<b.example>", "b/c", "bücher.example", "b)c"]
        .map((value, at) => `a${at}.example ⟦${value}⟧\n`)
        .join(""),
    },
    "an IP address without brackets": { "sendmail.mc": MC, domaintable: "a.example ⟦192.0.2.7⟧\n" },
    "bitdomain and uudomain": {
      "sendmail.mc": mc("FEATURE(`bitdomain')dnl", "FEATURE(`uucpdomain')dnl"),
      bitdomain: "one one.example\ntwo ⟦smtp:two.example⟧\n",
      uudomain: "one ⟦joe@one.example⟧\n.two smtp:x\n",
    },
    "an IPv6 address with dots": { "sendmail.mc": MC, domaintable: "a.example ⟦[IPv6:::ffff:192.0.2.1]⟧\n" },
    "a word of the access map": {
      files: { "sendmail.mc": MC, domaintable: "a.example ⟦REJECT⟧\nb.example relay\n" },
      message: /REJECT is a host here/,
    },
    "%1": { "sendmail.mc": MC, domaintable: "a.example ⟦%1.b.example⟧\n" },
  },
  silent: {
    names: { "sendmail.mc": MC, domaintable: "a.example b.example\nc.example host\nd.example b.example.\n" },
    "comments in parentheses, spaces around dots, an IPv6 address": {
      "sendmail.mc": MC,
      domaintable:
        "a.example b.example (x (y))\nb.example c . example\nc.example [IPv6:2001:db8::1]\nd.example [2001:db8::1]\ne.example (x)\n",
    },
    "the key as part of the name": { "sendmail.mc": MC, domaintable: "a.example %0.b.example\n" },
    "comments, and keys that never match": { "sendmail.mc": MC, domaintable: "a.example b # x\n.c.example smtp:x\n" },
  },
});
