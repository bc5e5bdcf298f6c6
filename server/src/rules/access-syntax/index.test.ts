import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a blank in front": {
      files: { "sendmail.mc": MC, access: "⟦  ⟧example.com OK\n" },
      message: /leading space/,
      fixed: { access: "example.com OK\n" },
    },
    "a key alone": { files: { "sendmail.mc": MC, access: "⟦example.com⟧\n" }, message: /no RHS/ },
  },
  silent: { "lines that makemap takes": { "sendmail.mc": MC, access: "\n# comment\nexample.com\tOK\n\n" } },
});
