import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`access_db')dnl");

testRule(rule, {
  finds: {
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
