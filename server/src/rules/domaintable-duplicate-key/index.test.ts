import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

testRule(rule, {
  finds: {
    "another value": {
      files: { "sendmail.mc": MC, domaintable: "old.example new.example\n⟦OLD.EXAMPLE⟧ new.examplex\n" },
      severity: "error",
    },
    "the same value": {
      files: { "sendmail.mc": MC, domaintable: "old.example new.example\n⟦old.example⟧ new.example\n" },
      severity: "information",
      fixed: { domaintable: "old.example new.example\n# old.example new.example\n" },
    },
  },
  silent: { "other keys": { "sendmail.mc": MC, domaintable: "old.example new.example\nxold.example new.example\n" } },
});
