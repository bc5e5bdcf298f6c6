import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("define(`confERROR_MESSAGE', `/etc/mail/error-header')dnl");

testRule(rule, {
  finds: {
    "a price": {
      files: { "sendmail.mc": MC, "error-header": "Support costs ⟦$5⟧.\n" },
      fixed: { "error-header": "Support costs $$5.\n" },
    },
    "a dollar alone, and an operator": { "sendmail.mc": MC, "error-header": "US⟦$ ⟧100 ⟦$&⟧j at the end⟦$⟧\n" },
    "the end of a condition that did not begin": { "sendmail.mc": MC, "error-header": "⟦$.⟧50\n" },
    "a number sign later in a line": {
      files: { "sendmail.mc": MC, "error-header": "# See http://x.example/⟦#faq $5⟧\n\t⟦# x⟧\n\\#1⟦#2⟧\n" },
      fixed: { "error-header": "# See http://x.example/\\#faq $5\n\t# x\n\\#1#2\n" },
    },
    "a condition over two lines": { "sendmail.mc": MC, "error-header": "$?j of $j\n$j⟦$.⟧\n" },
    "a help file with macros": { "sendmail.mc": mc(), helpfile: "#vers\t2\nsmtp\tat $j: ⟦$5⟧ ⟦# x⟧\nsmtp\t#1\n" },
  },
  silent: {
    "a help file without macros": { "sendmail.mc": mc(), helpfile: "#vers 2\nsmtp\t$5 # x\n" },
    "macros, dollars and conditions": {
      "sendmail.mc": MC,
      "error-header": "# Ask postmaster@$j (${client_name}, $_) \\# 5, US$$ 5\n$?j of $j $| of us $.\n",
    },
  },
});
