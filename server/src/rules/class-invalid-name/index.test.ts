import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

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
    "a user in quotes, with a comma after it, in brackets": {
      files: {
        "sendmail.mc": mc("FEATURE(`use_ct_file')dnl"),
        "trusted-users": '⟦"joe"⟧\n⟦ann,⟧\n⟦<bob>⟧\n⟦www\u200b⟧\n',
      },
      message: /^No user has this name: /,
      fixes: ["Write joe: lets joe set any sender"],
      fixed: { "trusted-users": "joe\nann,\n<bob>\nwww\u200b\n" },
    },
    "what only looks like a user, a group or a comment": {
      files: {
        "sendmail.mc": mc("FEATURE(`use_ct_file')dnl"),
        "trusted-users": "⟦%wheel⟧\n⟦@admins⟧\n⟦a,b⟧\n⟦joe:x⟧\n⟦/bin/joe⟧\n⟦//⟧\n⟦www-*⟧\n",
      },
      fixes: [],
    },
    "an address among exposed users": {
      files: {
        "sendmail.mc": mc("EXPOSED_USER_FILE(`/etc/mail/exposed-users')dnl"),
        "exposed-users": "root\n⟦joe@example.com⟧\n",
      },
      fixes: [],
    },
    "names below a domain, where nothing covers those": {
      "sendmail.mc": mc(
        "GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl\nMASQUERADE_AS(`m.example')dnl\nMASQUERADE_DOMAIN_FILE(`/etc/mail/masquerade-domains')dnl",
      ),
      "generics-domains": "⟦.example.com⟧\nexample.com\n",
      "masquerade-domains": "⟦.example.com⟧\nexample.com\n",
    },
    "a subdomain of this host": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "local-host-names": "⟦.example.com⟧\nexample.com\n",
    },
  },
  silent: {
    "users of a domain, and of a machine": {
      "sendmail.mc": mc("FEATURE(`use_ct_file')dnl"),
      "trusted-users": "CORP\\joe\njoe@corp.example\nhost$\nfirst.last\n_apt\nmüller\n# comment\nwww-data # note\n",
    },
    "names and networks": {
      "sendmail.mc": mc(),
      "relay-domains": "partner.example\n.sub.example\n192.0.2.\n192.0.3\nlocalhost\n",
    },
    "names below a domain that a feature covers": {
      "sendmail.mc": mc("FEATURE(`generics_entire_domain')dnl\nGENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl"),
      "generics-domains": ".example.com\n",
    },
    "names below a domain, where a file that is included may switch the feature on": {
      "sendmail.mc": mc("include(`/etc/mail/more.m4')dnl\nGENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl"),
      "generics-domains": ".example.com\n",
    },
    users: { "sendmail.mc": mc("FEATURE(`use_ct_file')dnl"), "trusted-users": "www-data\nuser.\n" },
  },
});

// class-cidr
testRule(rule, {
  finds: {
    "a word of class R in a .cf": {
      "sendmail.cf": "V10/Berkeley\nCR ⟦192.168.1.0/24⟧\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    "RELAY_DOMAIN in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦192.0.2.0/23⟧ example.com')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`192.0.2 192.0.3 example.com')dnl") },
    },
    "relay-domains": {
      files: { "sendmail.mc": MC, "relay-domains": "example.com\n⟦192.168.2.0/23⟧\n" },
      fixes: ["Write it as 2 prefixes: lets each of them relay to anywhere, and anyone relay to it"],
      fixed: { "relay-domains": "example.com\n192.168.2\n192.168.3\n" },
    },
  },
  silent: {
    "prefixes in the .mc": { "sendmail.mc": mc("RELAY_DOMAIN(`192.0.2 192.0.3')dnl") },
    prefixes: { "sendmail.mc": MC, "relay-domains": "192.168.2\n192.168.3.\n" },
    "names of this host, of which another rule speaks": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "local-host-names": "10.0.0.0/8\n",
    },
  },
});

// class-wildcard
testRule(rule, {
  finds: {
    "a word of class R in a .cf": {
      "sendmail.cf": "V10/Berkeley\nCR ⟦*.a.example⟧\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    "RELAY_DOMAIN in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦*.example.com⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`example.com')dnl") },
    },
    "relay-domains": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦*.example.com⟧\n" },
      fixed: { "relay-domains": "example.com\n" },
    },
  },
  silent: { names: { "sendmail.mc": MC, "relay-domains": "example.com\n.example.net\n" } },
});

// class-zero-octets
testRule(rule, {
  finds: {
    "a class B network": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦172.16.0.0⟧\n" },
      severity: "warning",
      fixes: ["Write 172.16: lets 172.16 relay to anywhere, and anyone relay to it"],
      fixed: { "relay-domains": "172.16\n" },
    },
    "a class C network, which may be a host": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦192.0.2.0⟧\n" },
      severity: "information",
    },
    "a word in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦172.16.0.0⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`172.16')dnl") },
    },
    "an IPv6 network": {
      files: { "sendmail.mc": MC, "relay-domains": "⟦IPv6:2001:db8:1:0:0:0:0:0⟧\n" },
      fixes: ["Write IPv6:2001:db8:1: lets IPv6:2001:db8:1 relay to anywhere, and anyone relay to it"],
    },
  },
  silent: {
    "a prefix and a host": { "sendmail.mc": MC, "relay-domains": "172.16\n10.0.0.10\n10.0.0\n" },
    "a name of one of our own addresses": { "sendmail.mc": MC, "local-host-names": "[192.0.2.0]\n" },
  },
});

// class-ipv6-spelling
testRule(rule, {
  finds: {
    "a missing mark": {
      files: { "sendmail.mc": mc(), "relay-domains": "⟦2001:db8:2⟧\n" },
      fixes: ["Write IPv6:2001:db8:2: lets IPv6:2001:db8:2 relay to anywhere, and anyone relay to it"],
      fixed: { "relay-domains": "IPv6:2001:db8:2\n" },
    },
    "a word in the .mc": {
      files: { "sendmail.mc": mc("RELAY_DOMAIN(`⟦2001:db8:2⟧')dnl") },
      fixed: { "sendmail.mc": mc("RELAY_DOMAIN(`IPv6:2001:db8:2')dnl") },
    },
    "two colons": { "sendmail.mc": mc(), "relay-domains": "⟦IPv6:2001:db8:3::⟧\n" },
    "leading zeros": { "sendmail.mc": mc(), "relay-domains": "⟦IPv6:2001:0db8:7⟧\n" },
  },
  silent: {
    "the spelling of sendmail, with or without a colon at its end": {
      "sendmail.mc": mc(),
      "relay-domains": "IPv6:2001:DB8:5\nipv6:2001:db8:6\nIPv6:2001:db8:4:\n",
    },
    "IPv4 and names": { "sendmail.mc": mc(), "relay-domains": "192.0.2\nexample.com\n" },
    "names of our own": {
      "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
      "local-host-names": "[IPv6:2001:db8:0:0:0:0:0:1]\n",
    },
  },
});
