import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "another value": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:b.example\n⟦A.example⟧ esmtp:c.example\n" },
      severity: "error",
      message: /^Line 1 has this key/,
      fixed: { mailertable: "a.example esmtp:b.example\n# A.example esmtp:c.example\n" },
    },
    "the same value": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:b.example\n⟦a.example⟧ esmtp:b.example\n" },
      severity: "information",
    },
  },
  silent: {
    "a domain and what is below it": {
      "sendmail.mc": MC,
      mailertable: "a.example esmtp:b.example\n.a.example esmtp:b.example\n",
    },
  },
});
