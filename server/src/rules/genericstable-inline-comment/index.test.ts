import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "after a value": {
      files: { "sendmail.mc": MC, genericstable: "joe@a.example x@b.example ⟦# office⟧\n" },
      fixed: { genericstable: "# office\njoe@a.example x@b.example\n" },
    },
  },
  silent: { "comments of their own": { "sendmail.mc": MC, genericstable: "# x\njoe@a.example x@b.example\n" } },
});
