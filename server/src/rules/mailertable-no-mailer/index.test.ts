import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a host alone": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦b.example⟧\n" },
      severity: "warning",
      fixed: { mailertable: "a.example esmtp:b.example\n" },
    },
    "an address in brackets": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦[192.0.2.1]⟧\n" },
      fixed: { mailertable: "a.example esmtp:[192.0.2.1]\n" },
    },
    "a word of the access map": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦REJECT⟧\n" },
      severity: "error",
      fixed: { mailertable: "a.example error:5.7.1:550 Mail for this domain is not accepted\n" },
    },
    "two words": { files: { "sendmail.mc": MC, mailertable: "a.example ⟦b.example c.example⟧\n" }, fixes: [] },
    "a bracket before the colon": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦[b.example]:25⟧\n" },
      fixes: [],
    },
    "a mailer that %1 names": {
      files: { "sendmail.mc": MC, mailertable: ".a.example ⟦%1:b.example⟧\n" },
      severity: "error",
      message: /name from the domain/,
      fixes: [],
    },
    "a mailer that %0 names": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦%0:b.example⟧\n" },
      severity: "error",
      message: /name from the domain/,
    },
    "a mailer for which nothing is filled in": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦%1:b.example⟧\n" },
      message: /does nothing/,
    },
  },
  silent: {
    "right sides with a mailer": {
      "sendmail.mc": MC,
      mailertable: "a.example esmtp:[b.example]\nb.example error:no\nc.example local:\nd.example smtp : e.example\n",
    },
  },
});
