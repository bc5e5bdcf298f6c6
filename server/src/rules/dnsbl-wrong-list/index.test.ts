import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const list = (name: string) => mc(`FEATURE(\`dnsbl', \`${name}')dnl`);

/** A list of Spamhaus is asked for with the answers that mean refusal: any other answer is an error code. */
const NAMED = mc("FEATURE(`enhdnsbl', `zen.spamhaus.org', `', `', `127.0.0.$+')dnl");

testRule(rule, {
  finds: {
    "a double quote without its partner": {
      files: { "sendmail.mc": mc("FEATURE(`dnsbl', `⟦list.example.org\"⟧')dnl") },
      severity: "error",
      fixed: { "sendmail.mc": mc("FEATURE(`dnsbl', `list.example.org')dnl") },
    },
    "double quotes within m4's": {
      files: { "sendmail.mc": mc("FEATURE(`enhdnsbl', `⟦\"list.example.org\"⟧')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("FEATURE(`enhdnsbl', `list.example.org')dnl") },
    },
    "a list that needs a feature that came later": {
      files: { "sendmail.mc": list("⟦rbl.spamhaus.org⟧") },
      options: { targetVersion: "8.11.7" },
      message: /enhdnsbl needs sendmail 8\.12\.$/,
      fixes: [],
    },
    "a list that never was": {
      files: { "sendmail.mc": list("⟦rbl.spamhaus.org⟧") },
      message: /There is no block list/,
      fixed: { "sendmail.mc": NAMED },
    },
    "a URL": {
      files: { "sendmail.mc": list("⟦http://zen.example.net/⟧") },
      fixed: { "sendmail.mc": list("zen.example.net") },
    },
    "a dot at the end": { "sendmail.mc": list("⟦zen.example.net.⟧") },
    "a wildcard": { "sendmail.mc": list("⟦*.example.net⟧") },
    "a letter out of place": {
      files: { "sendmail.mc": list("⟦zen.spamhuas.org⟧") },
      fixed: { "sendmail.mc": NAMED },
    },
    "a list of good servers": { files: { "sendmail.mc": list("⟦list.dnswl.org⟧") }, message: /trusted/, fixes: [] },
    "a list of domains": { files: { "sendmail.mc": list("⟦multi.surbl.org⟧") }, fixes: [] },
    "two lists": { files: { "sendmail.mc": list("⟦a.example.net b.example.net⟧") }, message: /takes one block list/ },
  },
  silent: {
    "names of lists": {
      "sendmail.mc": mc(
        "FEATURE(`dnsbl', `zen.example.net')dnl",
        "FEATURE(`dnsbl', `zen.spamhaus.org')dnl",
        "FEATURE(`dnsbl', `abcdef.zen.dq.spamhaus.net')dnl",
        "FEATURE(`enhdnsbl', `a-b_c.example.org', `', `t')dnl",
      ),
    },
  },
});
