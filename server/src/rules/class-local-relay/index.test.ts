import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`use_cw_file')dnl");

testRule(rule, {
  finds: {
    "the same name in both files": {
      files: {
        "sendmail.mc": MC,
        "local-host-names": "example.com\n",
        "relay-domains": "⟦Example.com⟧\npartner.example\n",
      },
      fixes: [
        "Turn this line into a comment: Example.com is no longer in the file here",
        "Remove this line: Example.com is no longer in the file here",
      ],
      fixed: { "relay-domains": "# Example.com\npartner.example\n" },
    },
    "names in the other order, and more of them": {
      "sendmail.mc": MC,
      "local-host-names": "b.example\na.example\nA.example\n",
      "relay-domains": "⟦a.example⟧\npartner.example\n.b.example\n⟦b.example⟧\nc.example\nd.example\n",
    },
    "one file for both": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl", "RELAY_DOMAIN_FILE(`⟦/etc/mail/local-host-names⟧')dnl"),
      "local-host-names": "example.com\n",
    },
  },
  silent: {
    "different names": {
      "sendmail.mc": MC,
      "local-host-names": "example.com\n",
      "relay-domains": "partner.example\nsub.example.com\n",
    },
    "names of this host that are not read": {
      "sendmail.mc": mc(),
      "local-host-names": "example.com\n",
      "relay-domains": "example.com\n",
    },
    "a network": { "sendmail.mc": MC, "local-host-names": "[192.0.2.7]\n", "relay-domains": "192.0.2\n" },
  },
});
