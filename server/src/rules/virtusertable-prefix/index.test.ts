import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a mailer before an address": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦smtp:⟧bob@b.example\n" },
      severity: "warning",
      fixed: { virtusertable: "u@a.example bob@b.example\n" },
    },
    mailto: {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦mailto:⟧bob@b.example\n" },
      fixed: { virtusertable: "u@a.example bob@b.example\n" },
    },
    "a mailer and a host": {
      files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦esmtp:mail.b.example⟧\n" },
      severity: "error",
      fixed: { virtusertable: "@a.example %1@mail.b.example\n" },
    },
    "a mailer and a host in brackets": {
      files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦esmtp:[192.0.2.1]⟧\n" },
    },
    "a mailer and nothing": { files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦discard:⟧\n" }, fixes: [] },
  },
  silent: {
    "local:user, errors, and addresses": {
      "sendmail.mc": MC,
      virtusertable: "u@a.example local:bob\nv@a.example error:5.1.1:550 x\nw@a.example bob@b.example\n",
    },
  },
});
