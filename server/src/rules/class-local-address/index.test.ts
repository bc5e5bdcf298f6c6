import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`use_cw_file')dnl");

testRule(rule, {
  finds: {
    "an address": {
      files: { "sendmail.mc": MC, "local-host-names": "example.com\n⟦192.0.2.7⟧\n" },
      fixes: ["Write [192.0.2.7]: takes mail for [192.0.2.7] as local, and lets clients of that name relay"],
      fixed: { "local-host-names": "example.com\n[192.0.2.7]\n" },
    },
    "a network": {
      files: { "sendmail.mc": MC, "local-host-names": "⟦192.168.2⟧\n" },
      message: /relay-domains/,
      fixes: [
        "Turn this line into a comment: 192.168.2 is no longer in the file here",
        "Remove this line: 192.168.2 is no longer in the file here",
      ],
    },
  },
  silent: {
    "names and addresses in brackets": {
      "sendmail.mc": MC,
      "local-host-names": "example.com\n[192.0.2.7]\nlocalhost\n",
    },
    "relay-domains": { "sendmail.mc": MC, "relay-domains": "192.168.2\n192.0.2.7\n" },
    "a name that looks like a number": { "sendmail.mc": MC, "local-host-names": "7.example.com\nmail1\n" },
  },
});
