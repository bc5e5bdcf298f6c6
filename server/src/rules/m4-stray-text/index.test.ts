import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the end of a text in the shell": { "sendmail.mc": mc("⟦EOF⟧") },
    "dnl right after a name": { "sendmail.mc": mc("⟦QUEUE_GROUPdnl⟧") },
    "a dash between words with underscores": {
      "sendmail.mc": mc("⟦CANONIFY-DOMAIN_FILE(`/etc/mail/a')⟧dnl", "FEATURE(`nocanonify')dnl"),
    },
    "text after a macro that writes a rule": {
      files: { "sendmail.mc": `${mc()}LOCAL_RULE_3\nUUCPSMTP(\`a', \`b.example') ⟦the old one⟧\n` },
      message: /part of the rule/,
    },
    "a misspelt macro that came later": {
      files: { "sendmail.mc": mc("⟦DEAMON_OPTIONS(`Port=smtp')⟧dnl") },
      options: { targetVersion: "8.9.3" },
      message: /DAEMON_OPTIONS needs sendmail 8\.10\.$/,
      fixes: ["Make this line a dnl comment: it leaves the .cf"],
    },
    "a space in the name of a macro": {
      "sendmail.mc": mc("⟦DAEMON OPTIONS(`Port=smtp')⟧dnl", "define(`confMAX_HOP', `20')dnl"),
    },
    "a setting of another program that begins with S": { "sendmail.mc": mc("⟦ServerName mx.a.example⟧") },
    "a line of an included file": {
      "sendmail.mc": mc("include(`/etc/mail/own.m4')dnl"),
      "own.m4": "⟦DEAMON_OPTIONS(`Port=smtp')⟧dnl\n",
    },
    "words after a call": {
      files: { "sendmail.mc": mc("define(`confMAX_HOP', `30')⟦ the old one⟧") },
      message: /joins it to the line above/,
      fixed: { "sendmail.mc": mc("define(`confMAX_HOP', `30')dnl the old one") },
    },
    "a comment of another language after a call": { "sendmail.mc": mc("FEATURE(`redirect')⟦ // our wish⟧") },
    "a dash for the underscore, which makes an E line of it": { "sendmail.mc": mc("⟦EXPOSED-USER(`root')⟧dnl") },
    "a sentence that would set a macro": { "sendmail.mc": mc("⟦Default. Do not change⟧") },
    "a comment of a batch file": { "sendmail.mc": mc("⟦REM our smart host⟧") },
    "a note that would be a rule": { "sendmail.mc": mc("⟦Relay all mail⟧") },
    "a note that would set a macro": { "sendmail.mc": mc("⟦Daemon settings⟧") },
    "a note that would be an option": { "sendmail.mc": mc("⟦Our Mailserver⟧") },
    "a note that would trust users": { "sendmail.mc": mc("⟦Trusted users⟧") },
    "a remark": {
      files: { "sendmail.mc": mc("⟦our mail hub⟧") },
      fixes: ["Make this line a dnl comment: it leaves the .cf"],
      fixed: { "sendmail.mc": mc("dnl our mail hub") },
    },
    "a remark among rules": {
      files: { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1\n⟦now the other one⟧\n` },
      fixed: {
        "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1\ndnl now the other one\n`,
      },
    },
    "the right side of a rule at the beginning of a line": {
      "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\n⟦$: $1⟧\n`,
    },
    "an unknown macro": { "sendmail.mc": mc("⟦MAILHUB(`x')⟧") },
    "a name like a macro's, which is a D line to sendmail": {
      files: { "sendmail.mc": mc("⟦DEAMON_OPTIONS(`Name=MTA')⟧dnl") },
      message: /not a macro[\s\S]*D line[\s\S]*Did you mean DAEMON_OPTIONS/,
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA')dnl") },
    },
    "a setting called like a macro": {
      files: { "sendmail.mc": mc("⟦SMART_HOST(`relay.example.net')⟧dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "the name of another program": {
      files: { "sendmail.mc": mc("⟦HOSTNAME(`mx.example.com')⟧dnl") },
      message: /confDOMAIN_NAME/,
    },
    "one in a section": { "sendmail.mc": `${mc()}LOCAL_CONFIG\n⟦LOCAL_DOMAINS(\`a.example')⟧dnl\n` },
    "dnl in capitals": {
      files: { "sendmail.mc": mc("⟦DNL ⟧FEATURE(`access_db')dnl") },
      fixed: { "sendmail.mc": mc("dnl FEATURE(`access_db')dnl") },
    },
    "a sentence that begins with a command letter": {
      files: { "sendmail.mc": mc("⟦This is our mail hub⟧") },
      message: /T line/,
    },
  },
  silent: {
    "a comment after a macro that writes a rule": {
      "sendmail.mc": `${mc()}LOCAL_RULE_3\nUUCPSMTP(\`a', \`b.example')dnl the old one\n`,
    },
    "a comment after a call": { "sendmail.mc": mc("define(`confMAX_HOP', `30') # the old one") },
    "lines of a .cf outside of any section": {
      "sendmail.mc": mc(
        "Cwlocalhost example.org",
        "Troot daemon",
        "Dmexample.com",
        "Opgoaway",
        "Kfoo hash /etc/mail/foo",
      ),
    },
    "lines of a .cf with several words": {
      "sendmail.mc": mc("Cwmail example.com", "Troot daemon", "Djmx.example.com"),
    },
    "all that a .cf may hold, in sections": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\n# remark\nCwexample.com\nDXy\nF{Z}-o /etc/mail/z\nKmine hash /etc/mail/mine\nO LogLevel=9\nHX-Mine: yes\nTroot\nXmine, S=local:/run/mine\nLOCAL_RULESETS\nSMine\nR$*\t$: $1\n\t\tremark\nMAILER_DEFINITIONS\nMmine, P=/bin/true, F=ls,\n\tA=true\n`,
    },
    "comments and blank lines": { "sendmail.mc": mc("# a comment", "", "  ", "dnl another") },
    "lines of a .cf": { "sendmail.mc": mc("Cwexample.com", "O LogLevel=9") },
    "what other rules explain": { "sendmail.mc": mc("feature(`x')", "dnlFEATURE(`x')", "define (`x', `y')") },
    "text in sections": { "sendmail.mc": mc("LOCAL_RULESETS", "SLocal_check_mail", "R$*\t\t$: $1") },
    "text that is thrown away": { "sendmail.mc": `divert(-1)\nour mail hub\ndivert(0)dnl\n${mc()}` },
  },
});
