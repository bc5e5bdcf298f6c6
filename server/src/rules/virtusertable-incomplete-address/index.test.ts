import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a domain alone": {
      files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦@b.example⟧\n" },
      message: /User address required/,
      fixed: { virtusertable: "@a.example %1@b.example\n" },
    },
    "a user alone": { files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦bob@⟧\n" }, fixes: [] },
    "a single @": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦@⟧\n" },
      message: /changes nothing/,
      fixes: [],
    },
    "a single @ in angle brackets": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example ⟦<@>⟧\n" },
      message: /no user of that name/,
      fixes: [],
    },
  },
  silent: { "whole addresses": { "sendmail.mc": MC, virtusertable: "@a.example %1@b.example\nu@a.example bob\n" } },
});
