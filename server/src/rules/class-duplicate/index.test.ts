import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "another case": {
      files: { "sendmail.mc": mc(), "relay-domains": "a.example\nb.example\n⟦A.example⟧\n" },
      fixes: ["Remove this line"],
      fixed: { "relay-domains": "a.example\nb.example\n" },
    },
    "a line with a remark": {
      files: { "sendmail.mc": mc(), "relay-domains": "a.example\n⟦a.example⟧ # us\n" },
      fixes: [],
    },
  },
  silent: {
    "different words": { "sendmail.mc": mc(), "relay-domains": "a.example\nb.a.example\n.a.example\n" },
    "the same word in another class": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "relay-domains": "a.example\n",
      "local-host-names": "a.example\n",
    },
    "the access map": { "sendmail.mc": mc(), access: "a.example OK\na.example OK\n" },
  },
});
