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
    "with a host of this server": {
      files: {
        "sendmail.mc": mc("LOCAL_DOMAIN(`own.example')dnl"),
        aliases: "sales: jane\n⟦sales@own.example⟧: joe\n",
      },
      fixes: [],
    },
    "with a host of this server both times": {
      files: {
        "sendmail.mc": mc("LOCAL_DOMAIN(`own.example')dnl"),
        aliases: "sales@own.example: jane\n⟦sales@own.example⟧: joe\n",
      },
      message: /^Line 1 is for the same user/,
      fixes: [],
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
    "another host": { "sendmail.mc": MC, aliases: "a: b\na@else.example: c\n" },
    "names with details": { "sendmail.mc": MC, aliases: "a: b\na+x: c\na+*: d\nowner-a: e\n" },
  },
});
