import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "another value": {
      files: { "sendmail.mc": MC, genericstable: "joe@a.example x@b.example\n⟦JOE@A.EXAMPLE⟧ x@b.examplex\n" },
      severity: "error",
    },
    "the same value": {
      files: { "sendmail.mc": MC, genericstable: "joe@a.example x@b.example\n⟦joe@a.example⟧ x@b.example\n" },
      severity: "information",
      fixed: { genericstable: "joe@a.example x@b.example\n# joe@a.example x@b.example\n" },
    },
  },
  silent: {
    "other keys": { "sendmail.mc": MC, genericstable: "joe@a.example x@b.example\nxjoe@a.example x@b.example\n" },
  },
});
