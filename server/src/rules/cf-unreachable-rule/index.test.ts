import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `V10/Berkeley\nScheck_rcpt\n${lines.join("\n")}\n` });

const mc = (...lines: readonly string[]) => ({
  "sendmail.mc": `OSTYPE(\`linux')dnl\nMAILER(\`smtp')dnl\n${lines.join("\n")}\n`,
});

testRule(rule, {
  finds: {
    "in a .mc": mc("LOCAL_RULESETS", "SLocal_check_mail", "R$*\t$@ OK", "⟦R$* @ bad.example\t$#error $: 550 No⟧"),
    "in rules of a .mc that join a ruleset of the library": mc("LOCAL_RULE_0", "R$*\t$#esmtp $@ hub $: $1", "⟦Rx\t$1⟧"),
    "a star without its dollar": cf("⟦R* @ a.example\t$#error⟧", "⟦R$+@*\t$#error⟧"),
    "a refusal after a general OK": {
      files: cf("R$*\t$@ OK", "⟦R$+@bad.example\t$#error⟧"),
      message: /^sendmail never reaches this rule\.\n/,
      severity: "warning",
    },
    "several rules, of which the first is shown": {
      files: cf("R$*\t$#discard", "⟦R$-\t$1⟧", "R$+\t$1"),
      message: /^sendmail never reaches this rule and those after it\.\n/,
    },
    "a ruleset that is opened again": cf("R$*\t$@ OK", "Sother", "R$-\t$1", "Scheck_rcpt", "⟦R$+\t$1⟧"),
  },
  silent: {
    "in a .mc, rules in order": mc(
      "LOCAL_RULESETS",
      "SLocal_check_mail",
      "R$* @ bad.example\t$#error $: 550 No",
      "R$*\t$@ OK",
    ),
    "in a .mc, another ruleset": mc(
      "LOCAL_RULESETS",
      "SLocal_check_mail",
      "R$*\t$@ OK",
      "SLocal_check_rcpt",
      "R$*\t$: $1",
    ),
    "a star as a mark": cf("R$+\t$: * $1", "R* @ $*\t$1"),
    "a mark between other signs": cf("R$+ < @ *LOCAL* >\t$1", "R< * >\t$1"),
    "the last rule": cf("R$-\t$1", "R$*\t$@ OK"),
    "a rule that goes on": cf("R$*\t$: $1", "R$-\t$1"),
    "a rule that does not match everything": cf("R$+\t$@ OK", "R$*\t$1"),
    "a rule with a condition": cf("R$* $| $*\t$@ OK", "R$-\t$1"),
    "another ruleset": cf("R$*\t$@ OK", "Sother", "R$-\t$1"),
  },
});
