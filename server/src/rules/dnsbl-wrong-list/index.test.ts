import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const list = (name: string) => mc(`FEATURE(\`dnsbl', \`${name}')dnl`);

testRule(rule, {
  finds: {
    "a list that never was": {
      files: { "sendmail.mc": list("⟦rbl.spamhaus.org⟧") },
      message: /There is no block list/,
      fixed: { "sendmail.mc": list("zen.spamhaus.org") },
    },
    "a URL": {
      files: { "sendmail.mc": list("⟦http://zen.example.net/⟧") },
      fixed: { "sendmail.mc": list("zen.example.net") },
    },
    "a dot at the end": { "sendmail.mc": list("⟦zen.example.net.⟧") },
    "a wildcard": { "sendmail.mc": list("⟦*.example.net⟧") },
    "two lists": { files: { "sendmail.mc": list("⟦a.example.net b.example.net⟧") }, message: /takes one block list/ },
  },
  silent: {
    "names of lists": {
      "sendmail.mc": mc(
        "FEATURE(`dnsbl', `zen.example.net')dnl",
        "FEATURE(`enhdnsbl', `a-b_c.example.org', `', `t')dnl",
      ),
    },
  },
});
