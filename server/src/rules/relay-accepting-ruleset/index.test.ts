import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const rules = (...lines: readonly string[]) => ({ "sendmail.mc": `${mc()}LOCAL_RULESETS\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "every recipient accepted": {
      files: rules("SLocal_check_rcpt", "⟦R$*\t$# OK⟧"),
      message: /open relay/,
      fixed: rules("SLocal_check_rcpt"),
    },
    "every recipient but the refused ones": rules(
      "SLocal_check_rcpt",
      "Rroot@$*\t$#error $@ 5.7.1 $: 550 no",
      "⟦R$*\t$#OK\taccept⟧",
    ),
    "every address with an at sign": rules("SLocal_check_rcpt", "⟦R$+ @ $+\t$# OK⟧"),
    "the same without spaces": rules("SLocal_check_rcpt", "⟦R$* @ $*\t$#OK⟧"),
    "every address in brackets": rules("SLocal_check_rcpt", "⟦R<$+>\t$# OK⟧"),
    "every address with a dot": rules("SLocal_check_rcpt", "⟦R$*.$*\t$# OK⟧"),
    "any mailer's name": rules("SLocal_check_rcpt", "⟦R<$*>\t$# relay $: x⟧"),
    "a login that is not compared": rules("SLocal_check_rcpt", "R$*\t$: $1 $| $&{auth_type}", "⟦R$* $| $*\t$# OK⟧"),
    "every sender": { files: rules("SLocal_check_mail", "⟦R$*\t$# OK⟧"), message: /ends all checks of senders/ },
    "every client": { files: rules("SLocal_check_relay", "⟦R$*\t$# OK⟧"), message: /ends all checks of clients/ },
    "everybody counts as logged in": rules("SLocal_Relay_Auth", "⟦R$*\t$# OK⟧"),
  },
  silent: {
    "an answer that goes on with sendmail's checks": rules("SLocal_check_rcpt", "R$*\t$@ OK"),
    "only some recipients": rules("SLocal_check_rcpt", "R$* @ $={Own} $*\t$# OK"),
    "the end of a lookup that returns for strangers": rules(
      "SLocal_check_rcpt",
      "R$*\t$: $(popauth $&{client_addr} $: NO $)",
      "RNO\t$@ NO",
      "R$*\t$# OK",
    ),
    "mail that is thrown away": rules("SLocal_check_rcpt", "R$*\t$#discard $: discard"),
    "another ruleset": rules("SLocal_check_vrfy", "R$*\t$# OK"),
    "a login that is compared": rules(
      "SLocal_check_rcpt",
      "R$*\t$: $1 $| $&{auth_type}",
      "R$* $| $+\t$# OK",
      "R$* $| $*\t$: $1",
    ),
    "two single tokens around the at sign": rules("SLocal_check_rcpt", "R$-@$-\t$# OK"),
  },
});
