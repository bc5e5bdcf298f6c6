import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({
  "sendmail.cf": `V10/Berkeley\nCwmx.example.com\nSown\n${lines.join("\n")}\n`,
});
const own = (...lines: readonly string[]) => ({
  "sendmail.mc": mc(`LOCAL_RULESETS\nSLocal_check_rcpt\n${lines.join("\n")}`),
});

testRule(rule, {
  finds: {
    "a value of a macro is added": {
      files: own("⟦R$*\t$1 $| $&{client_addr}⟧"),
      fixed: own("R$*\t$: $1 $| $&{client_addr}"),
      message: /^This rule matches its own result, so sendmail applies it again and again\.\n/,
    },
    "a map is asked": own("⟦R$+\t$(access $1 $)⟧", "R<REJECT>\t$#error $: no"),
    "a map is asked with a default": own("⟦R$+\t$(access $1 $: none $)⟧"),
    "a name is made canonical": cf("⟦R$* < @ $+ > $*\t$1 < @ $[ $2 $] > $3⟧"),
    "the same again": cf("⟦R$* < @ $* > $*\t$1 < @ $2 > $3⟧"),
    "parts that change places": cf("⟦R$* $| $*\t$2 $| $1⟧"),
    "another ruleset is called": cf("⟦R$+\t$>other $1⟧", "Sother", "R$-\t$@ $1"),
    "a member of a class": cf("⟦R$=w . $*\t$1 . $2⟧"),
    "upper and lower case": cf("⟦Rlocalhost\tLOCALHOST⟧"),
    "more and more": {
      files: cf("⟦R$*\t$1 $1⟧"),
      message: /expansion too long/,
    },
  },
  silent: {
    "applied once": own("R$*\t$: $1 $| $&{client_addr}"),
    "it returns": own("R$*\t$@ $(access $1 $)"),
    "it answers": own('R$*\t$#error $@ 5.7.1 $: "550 No $1"'),
    "it takes something away each time": cf("R$* . $-\t$1", "R$* < $* >\t$1 $2", "R$- ! $+\t$2 @ $1"),
    "a trailing dot, a mark": cf("R$+ .\t$1", "R<?> $*\t<OK> $1", "R$* < @ localhost > $*\t$: $1 < @ mx > $2"),
    "a ruleset of the library": own("R$*\t$>canonify $1"),
    "a class that is a file": cf("F{Own}/etc/mail/own", "R$={Own} $*\t$1 $2"),
    "what is left alone": cf("R$+ % $+\t$1 @ $2", "R$* @ $* @ $*\t$1 % $2 @ $3"),
  },
});
