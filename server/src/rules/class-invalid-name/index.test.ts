import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a dot at the end": {
      files: { "sendmail.mc": mc(), "relay-domains": "⟦partner.example.⟧\n" },
      fixes: ["Write partner.example: lets partner.example relay to anywhere, and anyone relay to it"],
      fixed: { "relay-domains": "partner.example\n" },
    },
    "quotes and commas": { "sendmail.mc": mc(), "relay-domains": '⟦"a.example"⟧\n⟦b.example,⟧\n' },
    "a URL": {
      files: { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"), "local-host-names": "⟦http://a.example⟧\n" },
      fixed: { "local-host-names": "a.example\n" },
    },
    "curly quotes": {
      files: { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"), "local-host-names": "⟦“a.example”⟧\n" },
      fixed: { "local-host-names": "a.example\n" },
    },
    "a path": { files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦/etc/mail/relay-domains⟧')dnl") }, fixes: [] },
    "two dots at the end": {
      files: { "sendmail.mc": mc(), "relay-domains": "⟦a.example..⟧\n" },
      fixed: { "relay-domains": "a.example\n" },
    },
    "a character that nobody sees": {
      files: { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"), "local-host-names": "⟦a.example\u200b⟧\n" },
      fixed: { "local-host-names": "a.example\n" },
    },
    "a mail address": { files: { "sendmail.mc": mc(), "relay-domains": "⟦me@a.example⟧\n" }, fixes: [] },
    "a word in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`a.example ⟦b.example.⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`a.example b.example')dnl") },
    },
    "a subdomain of this host": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "local-host-names": "⟦.example.com⟧\nexample.com\n",
    },
  },
  silent: {
    "names and networks": {
      "sendmail.mc": mc(),
      "relay-domains": "partner.example\n.sub.example\n192.0.2.\n192.0.3\nlocalhost\n",
    },
    users: { "sendmail.mc": mc("FEATURE(`use_ct_file')dnl"), "trusted-users": "www-data\nuser.\n" },
    "CIDR and wildcards, of which other rules speak": {
      "sendmail.mc": mc(),
      "relay-domains": "10.0.0.0/8\n*.a.example\n",
    },
  },
});
