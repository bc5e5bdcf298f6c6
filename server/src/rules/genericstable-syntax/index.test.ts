import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a key without a value": { files: { "sendmail.mc": MC, genericstable: "⟦joe@a.example⟧\n" }, message: /no RHS/ },
    "a space first": {
      files: { "sendmail.mc": MC, genericstable: "⟦ ⟧joe@a.example x@b.example\n" },
      fixed: { genericstable: "joe@a.example x@b.example\n" },
    },
  },
  silent: { "keys with values": { "sendmail.mc": MC, genericstable: "# x\njoe@a.example x@b.example\n" } },
});
