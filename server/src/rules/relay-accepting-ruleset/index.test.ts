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
    "another ruleset": rules("SLocal_check_mail", "R$*\t$# OK"),
  },
});
