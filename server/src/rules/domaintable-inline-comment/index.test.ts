import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`domaintable')dnl");

testRule(rule, {
  finds: {
    "after a value": {
      files: { "sendmail.mc": MC, domaintable: "old.example new.example ⟦# office⟧\n" },
      fixed: { domaintable: "# office\nold.example new.example\n" },
    },
    "in bitdomain": {
      "sendmail.mc": mc("FEATURE(`bitdomain')dnl"),
      bitdomain: "one one.example ⟦# office⟧\n.two two.example # x\n",
    },
  },
  silent: { "comments of their own": { "sendmail.mc": MC, domaintable: "# x\nold.example new.example\n" } },
});
