import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a space in column one": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:[b.example]\n⟦ ⟧c.example esmtp:[b.example]\n" },
      message: /leading space/,
      fixed: { mailertable: "a.example esmtp:[b.example]\nc.example esmtp:[b.example]\n" },
    },
    "a space before a key that another line has": {
      files: { "sendmail.mc": MC, mailertable: "⟦ ⟧A.example esmtp:[c.example]\na.example esmtp:[b.example]\n" },
      fixes: ["Remove this line: line 2 has A.example"],
      fixed: { mailertable: "a.example esmtp:[b.example]\n" },
    },
    "a line of spaces": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:[b.example]\n⟦\t⟧\n" },
      severity: "warning",
      fixes: [],
    },
    "a key alone": { files: { "sendmail.mc": MC, mailertable: "⟦a.example⟧\n" }, message: /no RHS/, fixes: [] },
    "an indented comment": { files: { "sendmail.mc": MC, mailertable: "⟦ ⟧# comment\n" }, fixes: [] },
  },
  silent: {
    "lines as they should be": { "sendmail.mc": MC, mailertable: "# comment\na.example\tesmtp:[b.example]\n\n" },
    "a key that is there twice": {
      "sendmail.mc": MC,
      mailertable: "a.example esmtp:b.example\na.example esmtp:c.example\n",
    },
  },
});
