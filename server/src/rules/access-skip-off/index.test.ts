import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the missing argument": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "Connect:192.0.2.66 ⟦SKIP⟧\n" },
      fixes: ["Give FEATURE(`access_db') the argument skip: SKIP lines work, and stop refusing"],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db', , `skip')dnl") },
    },
    "the missing argument once, mail addresses each": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access: "Connect:192.0.2.66 ⟦SKIP⟧\nConnect:192.0.2.67 SKIP\nx.example SKIP\n",
      },
      message: /The same is true of 2 other lines/,
    },
    "a mail address": {
      files: { "sendmail.mc": mc("FEATURE(`access_db', , `skip')dnl"), access: "From:me@example.com ⟦SKIP⟧\n" },
      fixes: [],
    },
  },
  silent: {
    "with the argument in capitals": {
      "sendmail.mc": mc("FEATURE(`access_db', , `SKIP')dnl"),
      access: "Connect:192.0.2.66 SKIP\n",
    },
    "with the argument": {
      "sendmail.mc": mc("FEATURE(`access_db', , `skip')dnl"),
      access: "Connect:192.0.2.66 SKIP\n",
    },
    "a map whose .mc is not at hand": { access: "Connect:192.0.2.66 SKIP\n" },
    "a tag with values of its own": { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "QGRP:x.example skip\n" },
  },
});
