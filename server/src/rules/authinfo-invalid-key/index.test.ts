import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`authinfo')dnl");
const LOGIN = '"U:joe" "P:x"';

testRule(rule, {
  finds: {
    "a dot before the name": {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:.example⟧ ${LOGIN}\n` },
      severity: "error",
      fixes: [],
    },
    "brackets, beside the line that counts": {
      files: {
        "sendmail.mc": MC,
        authinfo: `AuthInfo:smtp.example ${LOGIN}\n⟦AuthInfo:[smtp.example]⟧ ${LOGIN}\n`,
      },
      severity: "information",
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n# AuthInfo:[smtp.example] ${LOGIN}\n` },
    },
    "no AuthInfo:": {
      files: { "sendmail.mc": MC, authinfo: `⟦smtp.example⟧ ${LOGIN}\n` },
      message: /without AuthInfo:/,
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "no AuthInfo:, with a port": {
      files: { "sendmail.mc": MC, authinfo: `⟦[smtp.example]:587⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "a slip in AuthInfo:": {
      files: { "sendmail.mc": MC, authinfo: `⟦Auth:smtp.example⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "the colon is missing": {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo: ${LOGIN}\n` },
    },
    "a port": {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:smtp.example:587⟧ ${LOGIN}\n` },
      message: /without the port/,
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "a name in brackets": {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:[smtp.example]⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "a dot at the end": {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:smtp.example.⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "a user": { files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:joe@smtp.example⟧ ${LOGIN}\n` }, fixes: [] },
    quotes: {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:"smtp.example"⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "a comma, a no-break space": {
      "sendmail.mc": MC,
      authinfo: `⟦AuthInfo:smtp.example,⟧ ${LOGIN}\n⟦AuthInfo:smtp.example\u00a0⟧ ${LOGIN}\n`,
    },
    "a byte order mark": {
      files: { "sendmail.mc": MC, authinfo: `⟦\uFEFFAuthInfo:smtp.example⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
    "a network": { files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:192.0.2⟧ ${LOGIN}\n` }, fixes: [] },
    "an IPv6 address with two colons": {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:IPv6:2001:db8::1⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:IPv6:2001:db8:0:0:0:0:0:1 ${LOGIN}\n` },
    },
    "an IPv6 address alone": {
      files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:2001:db8::1⟧ ${LOGIN}\n` },
      fixed: { authinfo: `AuthInfo:IPv6:2001:db8:0:0:0:0:0:1 ${LOGIN}\n` },
    },
    "a wildcard": { files: { "sendmail.mc": MC, authinfo: `⟦AuthInfo:*.example⟧ ${LOGIN}\n` }, fixes: [] },
    "a name that the file has, though no configuration names it": {
      files: {
        "sendmail.mc": mc(),
        authinfo: `⟦AuthInfo:smtp.example:587⟧ ${LOGIN}\nAuthInfo:smtp.example ${LOGIN}\n`,
      },
      fixes: [],
    },
    "a line of access": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: `⟦AuthInfo:smtp.example:587⟧ ${LOGIN}\n` },
      fixed: { access: `AuthInfo:smtp.example ${LOGIN}\n` },
    },
  },
  silent: {
    "names, addresses, and the line for all": {
      "sendmail.mc": MC,
      authinfo: `AuthInfo:smtp.example ${LOGIN}\nauthinfo:192.0.2.1 ${LOGIN}\nAuthInfo:[192.0.2.2] ${LOGIN}\nAuthInfo:IPv6:2001:db8:0:0:0:0:0:1 ${LOGIN}\nAuthInfo:hub ${LOGIN}\nAuthInfo: ${LOGIN}\n`,
    },
    "a network in access, a template": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: `AuthInfo:192.0.2 ${LOGIN}\nAuthInfo:{{smarthost}} ${LOGIN}\n`,
    },
    "other lines of access": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "Connect:10 RELAY\nspam.example REJECT\n",
    },
    "lines of access that authinfo puts out of use": {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`authinfo')dnl"),
      access: `AuthInfo:smtp.example:587 ${LOGIN}\n`,
    },
  },
});
