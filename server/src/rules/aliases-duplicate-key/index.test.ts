import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "other recipients": {
      files: { "sendmail.mc": MC, aliases: "sales: jane\n⟦Sales⟧: joe\n" },
      severity: "warning",
      message: /^Line 1 has this name/,
      fixed: { aliases: "# sales: jane\nSales: joe\n" },
    },
    "the same recipients": {
      files: { "sendmail.mc": MC, aliases: "sales: jane\n⟦sales⟧:\tjane\n" },
      severity: "information",
    },
    "a list over several lines, which no fix touches": {
      files: { "sendmail.mc": MC, aliases: "sales: jane,\n\tjim\n⟦sales⟧: joe\n" },
      fixes: [],
    },
  },
  silent: {
    "names with details": { "sendmail.mc": MC, aliases: "a: b\na+x: c\na+*: d\nowner-a: e\n" },
  },
});
