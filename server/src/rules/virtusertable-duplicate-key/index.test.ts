import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "another value, in another case": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example bob\n⟦U@A.example⟧ alice\n" },
      severity: "error",
      message: /Line 1/,
    },
    "the same value": {
      files: { "sendmail.mc": MC, virtusertable: "u@a.example bob\n⟦u@a.example⟧ bob\n" },
      severity: "information",
      fixed: { virtusertable: "u@a.example bob\n# u@a.example bob\n" },
    },
  },
  silent: { "other keys": { "sendmail.mc": MC, virtusertable: "u@a.example bob\n@a.example bob\n" } },
});
