import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
    "characters that nobody sees, two dots, a dash of a word processor": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl"),
        access: "⟦spam.example\u200b⟧ REJECT\n⟦a..example⟧ REJECT\n⟦mail–x.example⟧ REJECT\n",
      },
      fixed: { access: "spam.example REJECT\na..example REJECT\nmail–x.example REJECT\n" },
    },
    "characters that nobody sees, or dots, and nothing else: no name is left to write": {
      files: { "sendmail.mc": MC, access: "Connect:⟦\u200b⟧ REJECT\n⟦..⟧ REJECT\n" },
      message: /Correct the key or remove the line/,
    },
    "half a pair of brackets": {
      files: { access: "Connect:⟦[192.0.2.1⟧ REJECT\n" },
      message: /The bracket has no other half/,
    },
    "users of any host of a domain": {
      files: { access: "From:⟦news@*.example.com⟧ REJECT\n" },
      message: /wildcards/,
      fixes: [],
    },
    "an address in quotes": {
      files: { "sendmail.mc": MC, access: '⟦"a@b.example"⟧ REJECT\nFrom:⟦"joe"⟧ REJECT\n' },
      message: /its quotes are part of it/,
    },
    patterns: {
      files: {
        "sendmail.mc": MC,
        access: "⟦/spam/⟧ REJECT\nFrom:⟦/^joe@/i⟧ REJECT\n⟦^spam⟧ REJECT\n⟦/spam.*@a/⟧ REJECT\n",
      },
      fixes: [],
    },
    "a lone at sign": { "sendmail.mc": MC, access: "⟦@⟧ REJECT\nFrom:⟦@⟧ REJECT\n" },
    "hexadecimal numbers": {
      "sendmail.mc": MC,
      access: "Connect:⟦0x7f.1⟧ REJECT\nConnect:⟦0x7f000001⟧ RELAY\nConnect:⟦192.0.2.0x10⟧ OK\n",
    },
    "a slash after a name": {
      "sendmail.mc": MC,
      access: "Connect:⟦a.example/⟧ REJECT\n⟦b.example/24⟧ RELAY\nConnect:⟦192.0.2.1/⟧ OK\n",
    },
    "m4's word for a comment": { "sendmail.mc": MC, access: "⟦dnl⟧ our clients\n" },
    "a byte order mark before a comment": {
      files: { access: "⟦\uFEFF#⟧ our clients\nConnect:10.1 RELAY\n" },
      message: /byte order mark/,
      fixes: ["Remove the byte order mark"],
      fixed: { access: "# our clients\nConnect:10.1 RELAY\n" },
    },
    "a byte order mark before a tag": {
      files: { access: "⟦\uFEFFConnect:10.1⟧ RELAY\n" },
      fixed: { access: "Connect:10.1 RELAY\n" },
    },
    quotes: {
      files: { "sendmail.mc": MC, access: '⟦"spam.example"⟧ REJECT\n' },
      fixes: ["Write spam.example: refuses mail that names spam.example"],
      fixed: { access: "spam.example REJECT\n" },
    },
    "a domain behind an at sign": {
      files: { "sendmail.mc": MC, access: "From:⟦@bulk.example⟧ REJECT\n" },
      fixed: { access: "From:bulk.example REJECT\n" },
    },
    "numbers beyond 255": { files: { "sendmail.mc": MC, access: "Connect:⟦192.168.300⟧ RELAY\n" }, fixes: [] },
    "a comma": {
      files: { "sendmail.mc": MC, access: "⟦spam.example,⟧ REJECT\n" },
      fixes: ["Write spam.example: refuses mail that names spam.example"],
    },
    "two keys in one": { files: { "sendmail.mc": MC, access: "⟦a.example,b.example⟧ REJECT\n" }, fixes: [] },
    "a comment as other files have it": {
      files: { "sendmail.mc": MC, access: "⟦//⟧ office\n⟦--⟧ home REJECT\n" },
      message: /starts a comment/,
    },
    "words for everybody": {
      files: { "sendmail.mc": MC, access: "⟦ALL⟧ RELAY\nConnect:⟦any⟧ OK\nFrom:⟦default⟧ REJECT\nTo:⟦Everyone⟧ OK\n" },
      message: /no key for everybody/,
      fixes: [],
    },
    "zeros for everybody": { "sendmail.mc": MC, access: "⟦0⟧ RELAY\nConnect:⟦0.0⟧ OK\n" },
    "key and value swapped": {
      files: { "sendmail.mc": MC, access: "⟦REJECT⟧ spam.example\n" },
      message: /swapped/,
      fixes: ["Swap them: refuses mail that names spam.example"],
      fixed: { access: "spam.example REJECT\n" },
    },
    "a network swapped": {
      files: { "sendmail.mc": MC, access: "⟦relay⟧ 10.1\n" },
      fixes: ["Swap them: lets 10.1 relay to anywhere, and anyone relay to it"],
      fixed: { access: "10.1 RELAY\n" },
    },
    "swapped after its tag": {
      files: { "sendmail.mc": MC, access: "Connect:⟦OK⟧ mail.example.com\n" },
      fixed: { access: "Connect:mail.example.com OK\n" },
    },
    "swapped with the tag": {
      files: { "sendmail.mc": MC, access: "⟦RELAY⟧ To:example.com\n" },
      fixes: ["Swap them: lets anyone relay to example.com"],
      fixed: { access: "To:example.com RELAY\n" },
    },
    "a code swapped": { files: { "sendmail.mc": MC, access: "⟦550⟧ spam@spam.example\n" }, message: /swapped/ },
    "no address at all": { "sendmail.mc": MC, access: "⟦0.0.0.0⟧ RELAY\n" },
    "a range": { "sendmail.mc": MC, access: "⟦192.168.1.1-9⟧ REJECT\n" },
    "a range with whole addresses": { "sendmail.mc": MC, access: "⟦192.0.2.1-192.0.2.9⟧ RELAY\n" },
    "a letter for an octet": {
      files: { "sendmail.mc": MC, access: "⟦192.0.2.x⟧ REJECT\n" },
      fixed: { access: "192.0.2 REJECT\n" },
    },
    "letters for two octets": {
      files: { "sendmail.mc": MC, access: "Connect:⟦10.1.x.x⟧ REJECT\n" },
      fixed: { access: "Connect:10.1 REJECT\n" },
    },
    "an equals sign after a tag": {
      files: { "sendmail.mc": MC, access: "⟦From=spam@example.org⟧ REJECT\n" },
      message: /A colon ends a tag/,
      fixed: { access: "From:spam@example.org REJECT\n" },
    },
    "an address in angle brackets": {
      files: { "sendmail.mc": MC, access: "⟦<spam@spam.example>⟧ REJECT\n" },
      fixed: { access: "spam@spam.example REJECT\n" },
    },
    "curly quotes": {
      files: { "sendmail.mc": MC, access: "⟦“spam.example”⟧ REJECT\n" },
      fixed: { access: "spam.example REJECT\n" },
    },
    "a wildcard for users": { "sendmail.mc": MC, access: "⟦*@w.example⟧ REJECT\n" },
    "leading zeros": {
      files: { "sendmail.mc": MC, access: "⟦192.168.001⟧ REJECT\n" },
      fixed: { access: "192.168.1 REJECT\n" },
    },
  },
  silent: {
    "names with digits": {
      "sendmail.mc": MC,
      access: "Connect:0x7f.example REJECT\nConnect:x0x1 REJECT\nFrom:joe@ REJECT\n",
    },
    "users whose name has a sign": { "sendmail.mc": MC, access: "From:a=b@spam.example REJECT\n" },
    "names, users, networks": {
      "sendmail.mc": MC,
      access: "spam.example REJECT\nbulk@ REJECT\nme@spam.example OK\n192.168 RELAY\n",
    },
    "underscores and hyphens, which do match": {
      "sendmail.mc": MC,
      access: "my_host.example REJECT\n-odd.example REJECT\nxn--bcher-kva.example REJECT\n",
    },
    "quoted user names": { "sendmail.mc": MC, access: '"john.doe"@x.example REJECT\no\'neil@ OK\n' },
    certificates: { "sendmail.mc": MC, access: "CERTIssuer:/C=DE/O=Example/CN=CA RELAY\n" },
    "a list of networks that nobody has": {
      "sendmail.mc": MC,
      access:
        'Connect:0\tREJECT\nConnect:0.0.0.0\tERROR:"550 bogus"\n0\tDISCARD\nConnect:169.254\tREJECT\nConnect:255\tREJECT\n',
    },
    "places that a program fills in": { "sendmail.mc": MC, access: "Connect:{{relay_host}} RELAY\n" },
    "pairs for compat_check": { "sendmail.mc": MC, access: "Compat:a@x.example<@>b@y.example DISCARD\n" },
  },
});

// access-cidr
testRule(rule, {
  finds: {
    "a network of two prefixes": {
      files: { "sendmail.mc": MC, access: "Connect:⟦192.0.2.0/23⟧\tRELAY\nexample.com REJECT\n" },
      fixes: ["Write it as 2 prefixes: lets each of them relay to anywhere"],
      fixed: { access: "Connect:192.0.2\tRELAY\nConnect:192.0.3\tRELAY\nexample.com REJECT\n" },
    },
    "a network of one prefix": {
      files: { "sendmail.mc": MC, access: "⟦10.1.0.0/16⟧ RELAY" },
      fixed: { access: "10.1 RELAY" },
    },
    "a netmask": {
      files: { "sendmail.mc": MC, access: "⟦192.168.4.0/255.255.254.0⟧ RELAY\r\n" },
      fixed: { access: "192.168.4 RELAY\r\n192.168.5 RELAY\r\n" },
    },
    "a network of IPv6": {
      files: { "sendmail.mc": MC, access: "Connect:⟦2001:db8::/32⟧ RELAY\n" },
      fixed: { access: "Connect:IPv6:2001:db8 RELAY\n" },
    },
    "a network that would take too many lines, without a fix": {
      files: { "sendmail.mc": MC, access: "Connect:⟦128.0.0.0/1⟧ RELAY\n" },
      message: /128 lines/,
      fixes: [],
    },
  },
  silent: {
    prefixes: { "sendmail.mc": MC, access: "Connect:192.0.2 RELAY\nConnect:IPv6:2001:db8 RELAY\n" },
    "a slash in a value": { "sendmail.mc": MC, access: "Connect:192.0.2 ERROR:550 see https://example.com/why\n" },
  },
});

// access-wildcard
testRule(rule, {
  finds: {
    "a domain with a star": {
      files: { "sendmail.mc": MC, access: "From:⟦*.example.com⟧ REJECT\n" },
      fixes: ["Write example.com: refuses mail that names example.com"],
      fixed: { access: "From:example.com REJECT\n" },
    },
    "a network with a star": {
      files: { "sendmail.mc": MC, access: "⟦192.168.2.*⟧ RELAY\n" },
      fixed: { access: "192.168.2 RELAY\n" },
    },
    "a domain with a star and a dot at its end": {
      files: { "sendmail.mc": MC, access: "From:⟦*.example.com.⟧ REJECT\n" },
      fixed: { access: "From:example.com REJECT\n" },
    },
    "a star alone, without a fix": { files: { "sendmail.mc": MC, access: "⟦*⟧ REJECT\n" }, fixes: [] },
  },
  silent: { "names and prefixes": { "sendmail.mc": MC, access: "example.com REJECT\n192.168.2 RELAY\n" } },
});

// access-zero-octets
testRule(rule, {
  finds: {
    "a class B network": {
      files: { "sendmail.mc": MC, access: "Connect:⟦172.16.0.0⟧ RELAY\n" },
      severity: "warning",
      fixes: ["Write 172.16: lets 172.16 relay to anywhere"],
      fixed: { access: "Connect:172.16 RELAY\n" },
    },
    "a class C network, which may be a host": {
      files: { "sendmail.mc": MC, access: "⟦192.0.2.0⟧ RELAY\n" },
      severity: "information",
    },
    "an IPv6 network": {
      files: { "sendmail.mc": MC, access: "Connect:⟦IPv6:2001:db8:1:0:0:0:0:0⟧ RELAY\n" },
      fixes: ["Write IPv6:2001:db8:1: lets IPv6:2001:db8:1 relay to anywhere"],
    },
  },
  silent: {
    "a single address that is refused": { "sendmail.mc": MC, access: "Connect:192.0.2.0 REJECT\n" },
    "a prefix and a host": {
      "sendmail.mc": MC,
      access: "Connect:172.16 RELAY\nConnect:10.0.0.10 RELAY\nConnect:10.0.0 RELAY\n",
    },
    "an address of no network at all": { "sendmail.mc": MC, access: "From:0.0.0.0 REJECT\n" },
  },
});

// access-ipv6-spelling
testRule(rule, {
  finds: {
    "the short form": {
      files: { "sendmail.mc": MC, access: "Connect:⟦IPv6:2001:db8:2::⟧\tRELAY\n" },
      message: /"::"/,
      fixes: ["Write IPv6:2001:db8:2: lets IPv6:2001:db8:2 relay to anywhere"],
      fixed: { access: "Connect:IPv6:2001:db8:2\tRELAY\n" },
    },
    "a missing mark": {
      files: { "sendmail.mc": MC, access: "⟦2001:db8:1⟧ REJECT\n" },
      message: /IPv6:/,
      fixed: { access: "IPv6:2001:db8:1 REJECT\n" },
    },
    "leading zeros": { "sendmail.mc": MC, access: "From:a@x.example OK\nConnect:⟦IPv6:2001:0db8:1⟧ OK\n" },
    "a colon at the end": { "sendmail.mc": MC, access: "Connect:⟦IPv6:2001:db8:1:⟧ REJECT\n" },
    "a map alone": { access: "Connect:⟦::1⟧ RELAY\nConnect:127.0.0.1 RELAY\n" },
  },
  silent: {
    "the spelling of sendmail, in any case": {
      "sendmail.mc": MC,
      access: "Connect:IPv6:2001:DB8:1 RELAY\nconnect:ipv6:2001:db8:2:0:0:0:0:9 REJECT\n",
    },
    "a client without a name": { "sendmail.mc": MC, access: "Connect:[IPv6:2001:db8:1:0:0:0:0:9] REJECT\n" },
    IPv4: { "sendmail.mc": MC, access: "Connect:192.0.2 RELAY\n" },
    "the short form where sendmail writes it": {
      "sendmail.mc": mc("define(`confUSE_COMPRESSED_IPV6_ADDRESSES', `True')dnl", "FEATURE(`access_db')dnl"),
      access: "Connect:IPv6:2001:db8:2::1 RELAY\n",
    },
  },
});

// access-trailing-dot
testRule(rule, {
  finds: {
    "a network": {
      files: { "sendmail.mc": MC, access: "Connect:⟦203.0.113.⟧ RELAY\n" },
      fixes: ["Write 203.0.113: lets 203.0.113 relay to anywhere"],
      fixed: { access: "Connect:203.0.113 RELAY\n" },
    },
    "a domain": {
      files: { "sendmail.mc": MC, access: "⟦example.com.⟧\tREJECT\n" },
      fixed: { access: "example.com\tREJECT\n" },
    },
  },
  silent: {
    "keys without": { "sendmail.mc": MC, access: "Connect:203.0.113 RELAY\nexample.com REJECT\n" },
    "relay-domains, where a network may end so": { "sendmail.mc": MC, "relay-domains": "203.0.113.\n" },
    "a tag that only a ruleset of one's own knows": { "sendmail.mc": MC, access: "Mine:example.com. x\n" },
  },
});

// access-leading-dot
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
