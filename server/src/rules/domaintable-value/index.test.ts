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
    "%1": { "sendmail.mc": MC, domaintable: "a.example ⟦%1.b.example⟧\n" },
  },
  silent: {
    names: { "sendmail.mc": MC, domaintable: "a.example b.example\nc.example host\nd.example b.example.\n" },
    "comments in parentheses, spaces around dots, an IPv6 address": {
      "sendmail.mc": MC,
      domaintable: "a.example b.example (x (y))\nb.example c . example\nc.example [IPv6:2001:db8::1]\n",
    },
    "the key as part of the name": { "sendmail.mc": MC, domaintable: "a.example %0.b.example\n" },
    "comments, and keys that never match": { "sendmail.mc": MC, domaintable: "a.example b # x\n.c.example smtp:x\n" },
  },
});
