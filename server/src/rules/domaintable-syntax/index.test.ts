import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

testRule(rule, {
  finds: {
    "a key without a value": { files: { "sendmail.mc": MC, domaintable: "⟦old.example⟧\n" }, message: /no RHS/ },
    "a space first": {
      files: { "sendmail.mc": MC, domaintable: "⟦ ⟧old.example new.example\n" },
      fixed: { domaintable: "old.example new.example\n" },
    },
  },
  silent: { "keys with values": { "sendmail.mc": MC, domaintable: "# x\nold.example new.example\n" } },
});
