import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

testRule(rule, {
  finds: {
    "a .mc without the feature": {
      files: { "sendmail.mc": mc(), domaintable: "⟦old.example new.example⟧\n" },
      fixed: { "sendmail.mc": mc("FEATURE(`domaintable')dnl") },
    },
  },
  silent: { "a file that is read": { "sendmail.mc": MC, domaintable: "old.example new.example\n" } },
});
