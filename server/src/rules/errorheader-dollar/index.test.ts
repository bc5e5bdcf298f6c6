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
  },
  silent: {
    "macros, dollars and conditions": {
      "sendmail.mc": MC,
      "error-header": "# Ask postmaster@$j (${client_name}), US$$ 5\n$?j of $j $| of us $.\n",
    },
  },
});
