import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const own = (...lines: readonly string[]) => `${mc()}${lines.join("\n")}\n`;

const LONE = "V10/Berkeley\nMlocal, P=/bin/mail, A=mail $u\nMsmtp, P=[IPC], A=TCP $h\n";

testRule(rule, {
  finds: {
    "an answer of a check": {
      files: {
        "sendmail.mc": own(
          "LOCAL_RULESETS",
          "SLocal_check_mail",
          'R$* @ a.example $*\t$#⟦eror⟧ $@ 5.7.1 $: "550 no"',
          "R$* @ b.example $*\t$#⟦ERROR⟧ $: no",
          "R$* @ c.example $*\t$#⟦Discard⟧ $: discard",
          "SCheckSubject",
          "R$* @ d.example $*\t$# ⟦errror⟧ $: no",
        ),
      },
      message: /refuses nothing/,
    },
    "a map and a mailer of a .cf": {
      files: {
        "sendmail.cf": `${LONE}Klist hash -o /etc/mail/list\nSparse=0\nR$* < @ a >\t$#⟦smpt⟧ $@ a $: $1\nR$*\t$#local $: $(⟦lits⟧ $1 $)\n`,
      },
      fixed: {
        "sendmail.cf": `${LONE}Klist hash -o /etc/mail/list\nSparse=0\nR$* < @ a >\t$#smtp $@ a $: $1\nR$*\t$#local $: $(lits $1 $)\n`,
      },
    },
    "an answer of a check in a .cf": { "sendmail.cf": `${LONE}Scheck_mail\nR$*\t$#⟦erorr⟧ $: no\n` },
    "a mailer, to which mail is lost": {
      files: { "sendmail.mc": own("LOCAL_RULE_0", "R$+ < @ a.example . >\t$#⟦nosuch⟧ $@ h $: $1") },
      severity: "error",
    },
    "a class": { "sendmail.mc": own("LOCAL_RULESETS", "SLocal_check_mail", "R$* $={⟦nosuch⟧}\t$@ x", "R$~⟦x⟧\t$@ x") },
    "a class, where lines fill another": {
      files: { "sendmail.mc": own("LOCAL_CONFIG", "C{Friends}a", "LOCAL_RULESETS", "SMine", "R$={⟦friends⟧}\t$@ x") },
      fixed: { "sendmail.mc": own("LOCAL_CONFIG", "C{Friends}a", "LOCAL_RULESETS", "SMine", "R$={Friends}\t$@ x") },
    },
    "a ruleset of a header": { "sendmail.mc": own("LOCAL_CONFIG", "HSubject: $>⟦CheckSubject⟧") },
    "nearly a ruleset of the library": { "sendmail.mc": own("LOCAL_RULESETS", "SMine", "R$+\t$>⟦EnvToLL⟧ $1") },
    "a ruleset": { "sendmail.mc": own("LOCAL_RULESETS", "SLocal_check_mail", "R$+\t$: $>⟦nosuch⟧ $1") },
    "another case of a ruleset": {
      files: { "sendmail.mc": own("LOCAL_RULESETS", "SMine", "R$*\t$@ a", "SLocal_check_mail", "R$+\t$: $>⟦mine⟧ $1") },
      fixed: { "sendmail.mc": own("LOCAL_RULESETS", "SMine", "R$*\t$@ a", "SLocal_check_mail", "R$+\t$: $>Mine $1") },
    },
    "a map": {
      files: {
        "sendmail.mc": own(
          "LOCAL_CONFIG",
          "Kspammers hash /x",
          "LOCAL_RULESETS",
          "SLocal_check_mail",
          "R$+\t$(⟦spamers⟧ $1 $)",
        ),
      },
      message: /Did you mean spammers/,
    },
    "a mailer": { "sendmail.mc": own("LOCAL_RULE_0", "R$+ < @ a.example . >\t$#⟦relayer⟧ $@ h $: $1") },
    "a mailer of a route": {
      "sendmail.mc": own("LOCAL_NET_CONFIG", "R$* < @ $+ . > $*\t$# ⟦estmp⟧ $@ $2 $: $1 < @ $2 > $3"),
    },
  },
  silent: {
    "answers of checks, and words that other rules ask for": {
      "sendmail.mc": own(
        "LOCAL_RULESETS",
        "SLocal_check_mail",
        "R$* @ a.example $*\t$#error $: no",
        "R$* @ b.example $*\t$#discard $: no",
        "R$* @ c.example $*\t$#OK",
        "R$* @ d.example $*\t$#TEMP",
        "SSort",
        "R$+\t$#ERROR $: no",
      ),
    },
    "names of a .cf": {
      "sendmail.cf": `${LONE}Klist hash -o /etc/mail/list\nKdequote dequote\nSparse=0\nR$*\t$#LOCAL $: $(list $1 $) $(dequote $1 $)\nScheck_mail\nR$*\t$#ok\n`,
    },
    "classes that lines fill, and those of the library": {
      "sendmail.mc": own(
        "LOCAL_CONFIG",
        "C{mine}a",
        "F{theirs}-o /etc/mail/x",
        "CKb",
        "HX-A: see $>text",
        "LOCAL_RULESETS",
        "SMine",
        "R$={mine} $~{theirs} $=K $=w $=R $={VirtHost}\t$@ x",
      ),
    },
    "names that the library has": {
      "sendmail.mc": own(
        "LOCAL_RULESETS",
        "SLocal_check_mail",
        "R$+\t$: $>CanonAddr $1",
        "R$+\t$(dequote $1 $) $>3 $1",
      ),
    },
    "names of the site's own": {
      "sendmail.mc": own(
        "LOCAL_CONFIG",
        "Kx regex a",
        "LOCAL_RULESETS",
        "SOther=77",
        "R$+\t$@ $(X $1 $)",
        "SLocal_check_mail",
        "R$+\t$>77 $>Other $1",
      ),
    },
    "answers and mailers": {
      "sendmail.mc": own(
        "LOCAL_RULE_0",
        "R$+ < @ a.example . >\t$#relay $@ h $: $1",
        "LOCAL_RULESETS",
        "SLocal_check_rcpt",
        "R$*\t$#OK",
      ),
    },
    "a name that is worked out": { "sendmail.mc": own("LOCAL_RULESETS", "SLocal_check_mail", "R$+\t$>$1 $#$1") },
    "a hack that may define it": {
      "sendmail.mc": `${mc("HACK(`cssubdomain')dnl")}LOCAL_RULESETS\nSx\nR$+\t$>nosuch $1\n`,
    },
  },
});
