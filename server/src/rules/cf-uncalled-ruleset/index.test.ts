import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `V10/Berkeley\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "a misspelt check": {
      files: cf("S⟦check_recpt⟧", "R$*\t$#error"),
      message: /^Nothing runs ruleset check_recpt\.\n/,
    },
    "a number that nothing calls": cf("S⟦42⟧", "R$*\t$@ OK"),
    "one whose only call is in a comment": cf("S⟦mine⟧", "R$*\t$@ OK", "S0", "R$*\t$@ OK\t$>mine", "# $>mine"),
  },
  silent: {
    "what sendmail runs": cf("Scheck_rcpt", "R$*\t$@ OK", "S3", "R$*\t$1", "Sparse=0", "R$*\t$1"),
    "a call from a rule": cf("S0", "R$*\t$: $>mine $1", "Smine", "R$*\t$1"),
    "a call by number": cf("S0", "R$*\t$: $>42 $1", "Smine=42", "R$*\t$1"),
    "a mailer": cf(
      "Mx, P=[IPC], A=TCP $h, S=env/hdr, R=rcpt",
      "Senv",
      "R$*\t$1",
      "Shdr",
      "R$*\t$1",
      "Srcpt",
      "R$*\t$1",
    ),
    "a header": cf("HSubject: $>+CheckSubject", "SCheckSubject", "R$*\t$@ OK"),
    "no rules": cf("SLocal_check_mail"),
    "calls whose names are worked out": cf("S0", "R$*\t$: $>$&{which} $1", "Smine", "R$*\t$1"),
  },
});
