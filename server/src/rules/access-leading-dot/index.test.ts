import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a subdomain key": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "⟦.example.com⟧ REJECT\n" },
      fixes: [
        "Write example.com: refuses mail that names example.com",
        "Give FEATURE(`access_db') the argument lookupdotdomain: lines that begin with a dot work, RELAY too",
      ],
      fixed: { access: "example.com REJECT\n" },
    },
    "one with a tag": { "sendmail.mc": mc("FEATURE(`access_db', , `skip')dnl"), access: "To:⟦.example.com⟧ RELAY\n" },
  },
  silent: {
    "with the feature of that name": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`lookupdotdomain')dnl"),
      access: "Connect:.dialup.example.net REJECT\n.example.com REJECT\n",
    },
    "with the argument in capitals": {
      "sendmail.mc": mc("FEATURE(`access_db', , `LOOKUPDOTDOMAIN')dnl"),
      access: ".example.com REJECT\n",
    },
    "with the argument": {
      "sendmail.mc": mc("FEATURE(`access_db', , `skip', `lookupdotdomain')dnl"),
      access: ".example.com REJECT\n",
    },
    "relay-domains, where it works": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      "relay-domains": ".example.com\n",
    },
    "a map whose .mc is not at hand": { access: ".example.com REJECT\nexample.com REJECT\n" },
    "a map that is not read at all": { "sendmail.mc": mc(), access: ".example.com REJECT\n" },
  },
});
