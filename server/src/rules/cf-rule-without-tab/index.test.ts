import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `V10/Berkeley\nSone\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "spaces where tabs were": {
      files: cf("⟦R$*    $@ OK  all⟧"),
      fixes: ["Change the spaces to tabs: the rule is used"],
      fixed: cf("R$*\t$@ OK\tall"),
    },
    "single spaces, where nobody can tell the sides apart": { files: cf("⟦R$* $@ OK⟧"), fixes: [] },
  },
  silent: {
    "a tab between the sides": cf("R$* < @ $+ >\t$@ OK"),
    "a tab in the next line": cf("R$*\n\t$@ OK"),
    "a comment": cf("# R$* $@ OK"),
    "a line that the .mc has too": {
      "sendmail.mc": "OSTYPE(`linux')dnl\nLOCAL_RULESETS\nSone\nR$* $@ OK\n",
      ...cf("R$* $@ OK"),
    },
  },
});
