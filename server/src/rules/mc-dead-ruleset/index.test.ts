import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const rules = (head: string, ...features: readonly string[]) => ({
  "sendmail.mc": `${mc(...features)}LOCAL_RULESETS\n${head}\nR$*\t$#error $@ 5.7.1 $: "550 No"\n`,
});

testRule(rule, {
  finds: {
    check_rcpt: {
      files: rules("S⟦check_rcpt⟧"),
      message: /Local_check_rcpt/,
      fixes: ["Call it Local_check_rcpt: sendmail runs it for all mail"],
      fixed: rules("SLocal_check_rcpt"),
    },
    check_mail: rules("S⟦check_mail⟧"),
    check_relay: rules("S⟦check_relay⟧"),
  },
  silent: {
    "the rulesets made for it": rules("SLocal_check_rcpt"),
    "delay_checks, which has other rulesets of these names": rules("Scheck_rcpt", "FEATURE(`delay_checks')dnl"),
    "rulesets that sendmail does not have": rules("Scheck_data"),
    "a ruleset without rules": { "sendmail.mc": `${mc()}LOCAL_RULESETS\nScheck_rcpt\n` },
    "rules that come before sendmail's own": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nScheck_rcpt\nR$*\t$#error $@ 5.7.1 $: "550 No"\n`,
    },
  },
});
