import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a list of senders' domains": {
      files: { "sendmail.mc": mc("FEATURE(`rhsbl', `⟦rhsbl.sorbs.net⟧')dnl") },
      message: /2024/,
      fixed: { "sendmail.mc": mc() },
    },
    "a successor that needs a feature that came later": {
      files: { "sendmail.mc": mc("FEATURE(`dnsbl', `⟦cbl.abuseat.org⟧')dnl") },
      options: { targetVersion: "8.11.7" },
      message: /enhdnsbl needs sendmail 8\.12\.$/,
      fixes: [
        "Remove FEATURE(`dnsbl') with cbl.abuseat.org: it no longer refuses anybody",
        "Disable FEATURE(`dnsbl') with cbl.abuseat.org with dnl: it no longer refuses anybody",
      ],
    },
    "a list that answers for everybody": {
      files: { "sendmail.mc": mc("FEATURE(`dnsbl', `⟦relays.ordb.org⟧')dnl") },
      severity: "error",
      message: /2006/,
      fixed: { "sendmail.mc": mc() },
    },
    "a list below a domain that is gone": {
      files: {
        "sendmail.mc": mc(
          "FEATURE(`enhdnsbl', `⟦dul.dnsbl.sorbs.net⟧', `\"550 see \" $&{client_addr}', `', `127.0.0.10.')dnl",
        ),
      },
      severity: "warning",
      fixed: { "sendmail.mc": mc() },
    },
    "a list with a successor": {
      files: { "sendmail.mc": mc("FEATURE(`dnsbl', `⟦cbl.abuseat.org⟧')dnl") },
      fixes: [
        "Remove FEATURE(`dnsbl') with cbl.abuseat.org: it no longer refuses anybody",
        "Disable FEATURE(`dnsbl') with cbl.abuseat.org with dnl: it no longer refuses anybody",
        "Change it to xbl.spamhaus.org, and name the answers that mean refusal",
      ],
    },
  },
  silent: {
    "a list that is maintained": { "sendmail.mc": mc("FEATURE(`dnsbl', `bl.spamcop.net')dnl") },
    "a list of one's own with a similar name": { "sendmail.mc": mc("FEATURE(`dnsbl', `my-ordb.org')dnl") },
    "a comment": { "sendmail.mc": mc("dnl FEATURE(`dnsbl', `relays.ordb.org')") },
  },
});
