import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "two names": {
      files: { "sendmail.mc": MC, aliases: "⟦jane doe⟧: jd\n" },
      message: /jane\.doe/,
      fixed: { aliases: "jane.doe: jd\n" },
    },
    "a byte order mark": {
      files: { "sendmail.mc": MC, aliases: "⟦\uFEFFpostmaster⟧: root\n" },
      message: /not the alias of postmaster/,
      fixed: { aliases: "postmaster: root\n" },
    },
    "a byte order mark before a comment": {
      files: { "sendmail.mc": MC, aliases: "⟦\uFEFF# Note⟧: root\n" },
      message: /makes an alias of this comment/,
      fixed: { aliases: "# Note: root\n" },
    },
    "a space that does not break": {
      files: { "sendmail.mc": MC, aliases: "⟦root\u00a0⟧: jd\n" },
      message: /not the alias of root/,
      fixed: { aliases: "root: jd\n" },
    },
  },
  silent: {
    "letters of other scripts": { "sendmail.mc": MC, aliases: "jürgen: jd\n" },
    "one name": { "sendmail.mc": MC, aliases: "jane.doe: jd\njane : jd\njane\t: jd\n" },
  },
});
