import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "after a host": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:[b.example] ⟦# office⟧\n" },
      severity: "error",
      fixed: { mailertable: "# office\na.example esmtp:[b.example]\n" },
    },
    "after a text": {
      files: { "sendmail.mc": MC, mailertable: "a.example error:5.1.2:550 gone ⟦# office⟧\n" },
      severity: "information",
    },
    "after a user": { files: { "sendmail.mc": MC, mailertable: "a.example local:joe\t⟦# office⟧\n" } },
  },
  silent: {
    "comments in column one": { "sendmail.mc": MC, mailertable: "# office\na.example esmtp:[b.example]\n" },
    "a number sign in a word": { "sendmail.mc": MC, mailertable: "a.example esmtp:b#c.example\n" },
  },
});
