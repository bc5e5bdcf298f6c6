import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `V10/Berkeley\n${lines.join("\n")}\n` });

const mc = (...lines: readonly string[]) => ({
  "sendmail.mc": `OSTYPE(\`linux')dnl\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\n${lines.join("\n")}\n`,
});

testRule(rule, {
  finds: {
    "one in a .mc": mc(
      "LOCAL_RULESETS",
      "SLocal_check_mail",
      "R$*\t$: $>Used $1",
      "SUsed",
      "R$*\t$@ OK",
      "⟦SUnused⟧",
      "R$*\t$@ OK",
    ),
    "one in a .mc whose call has other letters": mc(
      "LOCAL_RULESETS",
      "SLocal_check_mail",
      "R$*\t$: $>mine $1",
      "⟦SMine⟧",
      "R$*\t$@ OK",
    ),
    "one after rules that join a ruleset of the library": mc(
      "LOCAL_RULE_3",
      "Rx\t$: y",
      "LOCAL_RULESETS",
      "⟦SMine⟧",
      "R$*\t$@ OK",
    ),
    "a misspelt check": {
      files: cf("S⟦check_recpt⟧", "R$*\t$#error"),
      message: /^Nothing runs ruleset check_recpt\.\n/,
    },
    "a number that nothing calls": cf("S⟦42⟧", "R$*\t$@ OK"),
    "one whose only call is in a comment": cf("S⟦mine⟧", "R$*\t$@ OK", "S0", "R$*\t$@ OK\t$>mine", "# $>mine"),
  },
  silent: {
    "in a .mc, what the library calls": mc(
      ...[
        "LOCAL_RULESETS",
        "SLocal_check_rcpt",
        "R$*\t$@ OK",
        "SLocal_try_tls",
        "R$*\t$@ OK",
        "SLocal_localaddr",
        "R$*\t$@ OK",
      ],
    ),
    "in a .mc, what the library has, and numbers": mc(
      "LOCAL_RULESETS",
      "Scheck_mail",
      "R$*\t$@ OK",
      "S97",
      "R$*\t$@ OK",
    ),
    "in a .mc, what a mailer of one's own or a header calls": mc(
      ...["LOCAL_CONFIG", "HSubject: $>Subject", "LOCAL_RULESETS", "SSubject", "R$*\t$@ OK", "SFrom", "R$*\t$1"],
      ...["MAILER_DEFINITIONS", "Mfax, P=/usr/bin/fax, F=lsDFMu, S=From, A=fax $u"],
    ),
    "in a .mc, beside a file that is not known": mc("include(`our.m4')dnl", "LOCAL_RULESETS", "SMine", "R$*\t$@ OK"),
    "in a .mc, rules that join a ruleset of the library": mc("LOCAL_RULE_0", "R$* < @ x.example >\t$#error $: no"),
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
