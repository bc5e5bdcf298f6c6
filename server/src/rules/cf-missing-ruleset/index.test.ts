import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `V10/Berkeley\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "a misspelt call": {
      files: cf("S0", "R$*\t$: $>⟦CheckLists⟧ $1", "SCheckList", "R$*\t$1"),
      message: /^There is no ruleset CheckLists in this file\.\n/,
      severity: "warning",
    },
    "another case": cf("S0", "R$*\t$: $>⟦checklist⟧ $1", "SCheckList", "R$*\t$1"),
    "a number": cf("S0", "R$*\t$: $>⟦42⟧ $1"),
    "a mailer's": cf("Mx, P=[IPC], A=TCP $h, S=⟦env⟧/hdr, R=0", "Shdr"),
    "a header's": cf("HSubject: $>⟦CheckSubject⟧"),
  },
  silent: {
    "one without rules, which a site may fill": cf("S0", "R$*\t$: $>Local_check_mail $1", "SLocal_check_mail"),
    "one that comes later": cf("S0", "R$*\t$: $>mine $1", "Smine", "R$*\t$1"),
    "a mailer without rulesets": cf("Mx, P=[IPC], A=TCP $h, S=0/0, R=0"),
    "a name that is worked out": cf("S0", "R$*\t$: $>$&{which} $1"),
    comments: cf("S0", "R$*\t$1\t$>nothing", "# $>nothing"),
  },
});
