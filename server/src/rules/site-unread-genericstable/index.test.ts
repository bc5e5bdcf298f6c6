import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a .mc without the feature": {
      files: { "sendmail.mc": mc(), genericstable: "⟦joe@a.example x@b.example⟧\n" },
      fixed: { "sendmail.mc": mc("FEATURE(`genericstable')dnl") },
    },
  },
  silent: { "a file that is read": { "sendmail.mc": MC, genericstable: "joe@a.example x@b.example\n" } },
});
