import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "virtual domains, before VIRTUSER_DOMAIN_FILE": {
      files: { "sendmail.mc": mc(), "virtuser-domains": "⟦a.example⟧\n" },
      options: { targetVersion: "8.9.3" },
      message: /VIRTUSER_DOMAIN_FILE needs sendmail 8\.10\.$/,
    },
    "names of this host": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), "local-host-names": "⟦example.com⟧\n" },
      fixes: [
        "Add FEATURE(`use_cw_file') to sendmail.mc: what it reads and does takes effect, and may let others relay",
      ],
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`use_cw_file')dnl") },
    },
    "another file for relaying": {
      files: {
        "sendmail.mc": mc("define(`confCR_FILE', `/etc/mail/relays')dnl"),
        relays: "a.example\n",
        "relay-domains": "⟦b.example⟧\n",
      },
      message: /\/etc\/mail\/relays/,
      fixes: [],
    },
    "virtual domains": {
      files: { "sendmail.mc": mc(), "virtuser-domains": "⟦a.example⟧\n" },
      message: /VIRTUSER_DOMAIN_FILE/,
      fixes: [],
    },
    "domains of senders": {
      files: { "sendmail.mc": mc(), "generics-domains": "⟦a.example⟧\n" },
      message: /GENERICS_DOMAIN_FILE/,
    },
    "trusted users": { "sendmail.mc": mc(), "trusted-users": "⟦www-data⟧\n" },
  },
  silent: {
    "files that are read": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "local-host-names": "example.com\n",
      "relay-domains": "a.example\n",
    },
    "files that the class macros name": {
      "sendmail.mc": mc(
        "VIRTUSER_DOMAIN_FILE(`/etc/mail/virtuser-domains')dnl",
        "GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl",
      ),
      "virtuser-domains": "a.example\n",
      "generics-domains": "a.example\n",
    },
    "files with comments only": { "sendmail.mc": mc(), "local-host-names": "# example.com\n", "trusted-users": "" },
    "a file whose .mc is not at hand": { "local-host-names": "example.com\n" },
  },
});
