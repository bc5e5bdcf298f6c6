import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "%1 for one name": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:[⟦%1⟧.b.example]\n" },
      fixed: { mailertable: "a.example esmtp:[%0.b.example]\n" },
    },
  },
  silent: {
    "%1 for what is below a domain, and for everything": {
      "sendmail.mc": MC,
      mailertable: ".a.example esmtp:[%1.b.example]\n. esmtp:[%1]\n",
    },
    "%0": { "sendmail.mc": MC, mailertable: "a.example esmtp:[%0]\n" },
  },
});
