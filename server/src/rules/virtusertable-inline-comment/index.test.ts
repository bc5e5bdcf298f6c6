import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "after a user": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example bob ⟦# office⟧\n" },
      severity: "error",
      fixed: { virtusertable: "# office\nu@a.example bob\n" },
    },
    "after an address": { files: { "sendmail.mc": MC, virtusertable: "u@a.example bob@b.example\t⟦#x⟧\n" } },
    "after a text": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example error:5.1.1:550 gone ⟦# x⟧\n" },
      severity: "information",
    },
  },
  silent: {
    "what is after angle brackets": { "sendmail.mc": MC, virtusertable: "u@a.example <bob> # office\n" },
    "comments of their own, and # within a word": { "sendmail.mc": MC, virtusertable: "# x\nu@a.example bob#x\n" },
  },
});
