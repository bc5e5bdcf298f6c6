import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "two files in two lines": {
      files: { "sendmail.mc": mc("LOCAL_USER_FILE(⟦`/etc/mail/a\n/etc/mail/b'⟧)dnl") },
      message: /one LOCAL_USER_FILE for each file/,
      fixes: [],
    },
    "two dots in a row": {
      files: { "sendmail.mc": mc("LOCAL_DOMAIN(`⟦a..example⟧')dnl") },
      fixed: { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example')dnl") },
    },
    "pseudo domains with a comma": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nCP⟦UUCP,BITNET⟧\n` },
    "a map": { files: { "sendmail.mc": mc("LOCAL_DOMAIN(`⟦hash:/etc/mail/domains⟧')dnl") }, message: /is a path/ },
    "a line end in a list": {
      files: { "sendmail.mc": mc("LOCAL_DOMAIN(⟦`a.example\nb.example'⟧)dnl") },
      fixed: { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example b.example')dnl") },
    },
    "double quotes inside m4's quotes": {
      files: { "sendmail.mc": mc('LOCAL_USER(`⟦"root"⟧\')dnl') },
      fixed: { "sendmail.mc": mc("LOCAL_USER(`root')dnl") },
    },
    "a backslash at the end of a line of a .cf": {
      "sendmail.cf": "V10/Berkeley\nMlocal, P=/bin/mail, A=mail $u\nCwa.example ⟦\\⟧\nDnMAILER-DAEMON\n",
    },
    "a class without which an address keeps its form": {
      files: { "sendmail.mc": mc("MASQUERADE_AS(`x.example')dnl", "EXPOSED_USER(`⟦root,⟧ www')dnl") },
      severity: "warning",
    },
    "a comma in a class of the site's own": {
      files: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nC{Friends}⟦a.example,⟧ b.example\n` },
      fixed: { "sendmail.mc": `${mc()}LOCAL_CONFIG\nC{Friends}a.example b.example\n` },
    },
    "a comma": {
      files: { "sendmail.mc": mc("EXPOSED_USER(`⟦root,⟧ www-data')dnl") },
      message: /never matches/,
      fixed: { "sendmail.mc": mc("EXPOSED_USER(`root www-data')dnl") },
    },
    "commas without spaces": {
      files: { "sendmail.mc": mc("LOCAL_DOMAIN(`⟦a.example,b.example;c.example⟧')dnl") },
      fixed: { "sendmail.mc": mc("LOCAL_DOMAIN(`a.example b.example c.example')dnl") },
    },
    "a wildcard": {
      files: { "sendmail.mc": mc("VIRTUSER_DOMAIN(`⟦*.a.example⟧')dnl") },
      fixes: ["Change it to a.example: lets a.example relay to anywhere, and anyone relay to it"],
      fixed: { "sendmail.mc": mc("VIRTUSER_DOMAIN(`a.example')dnl") },
    },
    "an at sign": { "sendmail.mc": mc("GENERICS_DOMAIN(`⟦@a.example⟧')dnl") },
    "a dot at the end": { "sendmail.mc": mc("MASQUERADE_DOMAIN(`⟦a.example.⟧')dnl") },
    "an address for a user": {
      files: { "sendmail.mc": mc("EXPOSED_USER(`⟦root@a.example⟧')dnl") },
      fixed: { "sendmail.mc": mc("EXPOSED_USER(`root')dnl") },
    },
    "a line of LOCAL_CONFIG": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nCw⟦a.example,⟧ b.example\n` },
    "a .cf": { "sendmail.cf": "V10/Berkeley\nCw⟦a.example,⟧ b.example\n" },
    "a path": {
      files: { "sendmail.mc": mc("LOCAL_DOMAIN(`⟦/etc/mail/local-host-names⟧')dnl") },
      message: /_FILE/,
    },
  },
  silent: {
    "what is not a line of a class": { "sendmail.mc": mc("TRUST_AUTH_MECHS(`PLAIN, LOGIN')dnl") },
    "words as they should be": {
      "sendmail.mc": mc(
        "LOCAL_DOMAIN(`a.example b.example')dnl",
        "MASQUERADE_DOMAIN(`.c.example')dnl",
        "EXPOSED_USER(`root mail.admin')dnl",
        "VIRTUSER_DOMAIN(`$m')dnl",
        "LOCAL_CONFIG",
        "C{Mine}a,b *.c",
      ),
    },
    "class R, which has rules of its own": { "sendmail.mc": mc("RELAY_DOMAIN(`*.a.example')dnl") },
  },
});
