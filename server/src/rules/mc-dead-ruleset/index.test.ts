import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const rules = (head: string, ...features: readonly string[]) => ({
  "sendmail.mc": `${mc(...features)}LOCAL_RULESETS\n${head}\nR$*\t$#error $@ 5.7.1 $: "550 No"\n`,
});

testRule(rule, {
  finds: {
    "a star without its dollar": {
      files: {
        "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\nR⟦*⟧ @ a.example\t$@ x\nR$+ @ ⟦*⟧.example\t$@ x\n`,
      },
      message: /^This rule never matches/,
    },
    "a ruleset of the library": {
      files: { "sendmail.mc": `${mc()}LOCAL_RULESETS\n⟦SParse0⟧\nR$*\t$1\n⟦S3⟧\nR$*\t$1\n` },
      severity: "information",
    },
    check_rcpt: {
      files: rules("S⟦check_rcpt⟧"),
      message: /Local_check_rcpt/,
      fixes: ["Call it Local_check_rcpt: sendmail runs it for all mail, and it may let others relay"],
      fixed: rules("SLocal_check_rcpt"),
    },
    check_mail: rules("S⟦check_mail⟧"),
    check_relay: rules("S⟦check_relay⟧"),
  },
  silent: {
    "a star as a mark": { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSMine\nR$+\t$: * $1\nR* $*\t$1\nR< * >\t$@\n` },
    "the rulesets made for it": rules("SLocal_check_rcpt"),
    "delay_checks, which has other rulesets of these names": rules("Scheck_rcpt", "FEATURE(`delay_checks')dnl"),
    "rulesets that sendmail does not have": rules("Scheck_data"),
    "a ruleset without rules": { "sendmail.mc": `${mc()}LOCAL_RULESETS\nScheck_rcpt\n` },
    "rules that come before sendmail's own": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nScheck_rcpt\nR$*\t$#error $@ 5.7.1 $: "550 No"\n`,
    },
  },
});
