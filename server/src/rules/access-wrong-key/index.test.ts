import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl", "FEATURE(`ratecontrol')dnl", "FEATURE(`greet_pause')dnl");

testRule(rule, {
  finds: {
    "a rate for a name": { files: { "sendmail.mc": MC, access: "⟦ClientRate:mail.example.com⟧ 10\n" }, fixes: [] },
    "a network as a recipient": {
      files: { "sendmail.mc": MC, access: "⟦To:192.168.2⟧ RELAY\n" },
      fixes: ["Change the tag to Connect: lets 192.168.2 relay to anywhere"],
      fixed: { access: "Connect:192.168.2 RELAY\n" },
    },
    "an address as a sender": { "sendmail.mc": MC, access: "⟦From:192.0.2.7⟧ REJECT\n" },
    "a user who connects": { "sendmail.mc": MC, access: "⟦Connect:me@example.com⟧ RELAY\n" },
    "a default where there is none": { "sendmail.mc": MC, access: "⟦GreetPause:⟧ 3000\n" },
  },
  silent: {
    "keys that are asked for": {
      "sendmail.mc": MC,
      access:
        "ClientRate:192.0.2 10\nClientRate: 60\nGreetPause:example.com 0\nGreetPause:10 0\nTo:example.com RELAY\n",
    },
    "an address literal": { "sendmail.mc": MC, access: "To:[192.0.2.7] RELAY\nFrom:[192.0.2.8] REJECT\n" },
    "a tag that is off, of which another rule speaks": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "GreetPause: 5000\n",
    },
    "a ruleset of one's own": {
      "sendmail.mc": `${MC}LOCAL_RULESETS\nSMine\nR$+\t\t$: $(access To:$&{client_addr} $: no $)\n`,
      access: "To:192.0.2.7 REJECT\n",
    },
    "entries without a tag": { "sendmail.mc": MC, access: "192.0.2 REJECT\nme@example.com OK\nexample.com OK\n" },
    certificates: { "sendmail.mc": MC, access: "CERTIssuer:/C=DE/CN=x RELAY\n" },
  },
});
