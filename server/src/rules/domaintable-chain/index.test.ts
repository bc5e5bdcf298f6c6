import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

testRule(rule, {
  finds: {
    "a chain": {
      files: { "sendmail.mc": MC, domaintable: "a.example ⟦b.example⟧\nB.example c.example\n" },
      fixed: { domaintable: "a.example c.example\nB.example c.example\n" },
    },
    "an exchange": { "sendmail.mc": MC, domaintable: "a.example ⟦b.example⟧\nb.example ⟦a.example⟧\n" },
  },
  silent: {
    "names of their own": {
      "sendmail.mc": MC,
      domaintable: "a.example c.example\nb.example c.example\nd.example d.example\n",
    },
  },
});
