import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const offers = (mechanisms: string) => `define(\`confAUTH_MECHANISMS', \`${mechanisms}')dnl`;

testRule(rule, {
  finds: {
    "ANONYMOUS offered and trusted": {
      files: { "sendmail.mc": mc(offers("PLAIN ANONYMOUS"), "TRUST_AUTH_MECH(`PLAIN ⟦ANONYMOUS⟧')dnl") },
      severity: "error",
      fixed: { "sendmail.mc": mc(offers("PLAIN ANONYMOUS"), "TRUST_AUTH_MECH(`PLAIN')dnl") },
    },
  },
  silent: {
    "trusted but not offered": { "sendmail.mc": mc(offers("PLAIN"), "TRUST_AUTH_MECH(`PLAIN ANONYMOUS')dnl") },
    "offered but not trusted": { "sendmail.mc": mc(offers("PLAIN ANONYMOUS"), "TRUST_AUTH_MECH(`PLAIN')dnl") },
    "forbidden by y": {
      "sendmail.mc": mc(
        "define(`confAUTH_OPTIONS', `A y')dnl",
        offers("PLAIN ANONYMOUS"),
        "TRUST_AUTH_MECH(`ANONYMOUS')dnl",
      ),
    },
  },
});
