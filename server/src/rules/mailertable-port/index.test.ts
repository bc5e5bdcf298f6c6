import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "after brackets": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:[b.example]⟦:2525⟧\n" },
      message: /port 25/,
      fixed: { mailertable: "a.example esmtp:[b.example]\n" },
    },
    "after a name": { files: { "sendmail.mc": MC, mailertable: "a.example relay:b.example⟦:587⟧\n" } },
    "the port of TLS": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:[b.example]⟦:465⟧\n" },
      message: /port 587/,
    },
    "with spaces": { files: { "sendmail.mc": MC, mailertable: "a.example smtp: b.example⟦:25⟧\n" } },
  },
  silent: {
    "lists of hosts": {
      "sendmail.mc": MC,
      mailertable: "a.example esmtp:[b.example]:[c.example]\nb.example esmtp:c.example,d.example\n",
    },
    "an IPv6 address": { "sendmail.mc": MC, mailertable: "a.example esmtp:[IPv6:2001:db8::25]\n" },
    "other mailers": { "sendmail.mc": MC, mailertable: "a.example prog:x:25\n" },
  },
});
