import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "a second name": {
      files: { "sendmail.mc": MC, "relay-domains": "example.com ⟦example.net example.org⟧\n" },
      fixed: { "relay-domains": "example.com\nexample.net\nexample.org\n" },
    },
    "a comment of another language, whose words are no names": {
      files: { "sendmail.mc": MC, "relay-domains": "// ⟦our partner⟧\n" },
      fixes: [
        "Turn this line into a comment: // is no longer in the file here",
        "Remove this line: // is no longer in the file here",
      ],
      fixed: { "relay-domains": "# // our partner\n" },
    },
    "an action of the access map": {
      files: { "sendmail.mc": MC, "relay-domains": "example.com ⟦REJECT⟧\n" },
      message: /access map/,
      fixed: { "relay-domains": "example.com\n" },
    },
  },
  silent: {
    "a comment behind the name": {
      "sendmail.mc": MC,
      "relay-domains": "example.com # ours\n# all of it\nexample.net\n",
    },
  },
});
