import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a domain for a domain": {
      files: { "sendmail.mc": MC, virtusertable: "@a.example ⟦example.net⟧\n" },
      fixed: { virtusertable: "@a.example %1@example.net\n" },
    },
  },
  silent: {
    "users with dots, and lines for one address": {
      "sendmail.mc": MC,
      virtusertable: "@a.example jane.doe\nu@a.example example.net\nv@a.example bob@example.net\n",
    },
  },
});
