import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a slip of the finger": {
      files: { "sendmail.mc": MC, access: "⟦Conect⟧:192.168.2 RELAY\n" },
      severity: "error",
      fixes: ["Write Connect: lets 192.168.2 relay to anywhere"],
      fixed: { access: "Connect:192.168.2 RELAY\n" },
    },
    "a word of another program": { "sendmail.mc": MC, access: "⟦reject⟧:192.168.2 yes\n" },
    "a refusal that is never asked for": {
      files: { "sendmail.mc": MC, access: "⟦Sender⟧:spam@example.org REJECT\n" },
      severity: "error",
    },
    "a limit that is never asked for": {
      files: { "sendmail.mc": MC, access: "⟦Limit⟧:192.168.2 10\n" },
      severity: "warning",
    },
  },
  silent: {
    "known tags in any case": {
      "sendmail.mc": MC,
      access:
        "Connect:10 RELAY\nFROM:a@example.com OK\nto:b@ REJECT\nGreetPause:10 0\nClientRate: 5\nTLS_Srv:example.com ENCR:128\n",
    },
    "a tag that a ruleset of one's own looks up": {
      "sendmail.mc": `${MC}LOCAL_RULESETS\nSLocal_check_mail\nR$*\t\t$: $(access Office:$&{client_addr} $: no $)\n`,
      access: "Office:192.168.2 yes\n",
    },
    "IPv6 addresses": { "sendmail.mc": MC, access: "IPv6:2001:db8:1 RELAY\n2001:db8::1 RELAY\n" },
  },
});
