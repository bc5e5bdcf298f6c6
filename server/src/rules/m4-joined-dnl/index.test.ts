import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature": {
      files: { "sendmail.mc": mc("⟦dnl⟧FEATURE(`access_db')dnl") },
      fixed: { "sendmail.mc": mc("dnl FEATURE(`access_db')dnl") },
    },
  },
  silent: {
    "a blank or a sign behind it": {
      "sendmail.mc": mc("dnl FEATURE(`access_db')", "dnl# FEATURE(`access_db')", "FEATURE(`access_db')dnl"),
    },
  },
});
