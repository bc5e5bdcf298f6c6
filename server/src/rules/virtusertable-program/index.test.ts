import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a program": {
      files: { "sendmail.mc": MC, virtusertable: 'u@a.example ⟦"|/usr/bin/prog"⟧\n' },
      message: /a program is not allowed/,
    },
    "a file": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦/var/mail/x⟧\n" },
      message: /a file is not allowed/,
    },
    "a list": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦:include:/etc/list⟧\n" },
      message: /a list is not allowed/,
    },
  },
  silent: { "an alias": { "sendmail.mc": MC, virtusertable: "u@a.example prog\n" } },
});
