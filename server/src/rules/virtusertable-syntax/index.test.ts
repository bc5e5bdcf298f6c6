import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a key without a value": { files: { "sendmail.mc": MC, virtusertable: "⟦u@a.example⟧\n" }, message: /no RHS/ },
    "a space first": {
      files: { "sendmail.mc": MC, virtusertable: "⟦ ⟧u@a.example bob\n" },
      fixed: { virtusertable: "u@a.example bob\n" },
    },
  },
  silent: { "keys with values": { "sendmail.mc": MC, virtusertable: "# x\n\nu@a.example bob\n" } },
});
