import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const rules = (...lines: readonly string[]) => `${mc()}LOCAL_RULESETS\nSLocal_check_rcpt\n${lines.join("\n")}\n`;

testRule(rule, {
  finds: {
    "of a rule that lets everybody relay": {
      files: { "sendmail.mc": rules("⟦R$*    $@ RELAY⟧") },
      fixes: ["Change the spaces to tabs: the rule takes effect, and may let others relay"],
    },
    "blanks for the tab": {
      files: { "sendmail.mc": rules("⟦R$* < @ $=w >    $: $1    ours⟧") },
      fixes: ["Change the spaces to tabs: the rule takes effect"],
      fixed: { "sendmail.mc": rules("R$* < @ $=w >\t$: $1\tours") },
    },
    "one blank": { files: { "sendmail.mc": rules("⟦R$* $: $1⟧") }, fixes: [] },
    "a rule of ruleset 0": { "sendmail.mc": `${mc()}LOCAL_RULE_0\n⟦R$* < @ x.example . >  $#local $: x⟧\n` },
    "a right side on another line, behind blanks": { "sendmail.mc": rules("⟦R$*⟧", "    $: $1") },
  },
  silent: {
    "a tab": { "sendmail.mc": rules("R$*\t$: $1", "R$*\t\t\t$: $1\tours") },
    "a right side on another line, behind a tab": { "sendmail.mc": rules("R$*", "\t$: $1") },
    "lines of other kinds": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nCRx.example\nKmine hash /etc/mail/mine\n# R no tab\n`,
    },
  },
});
