import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "no mailer": {
      files: { "sendmail.mc": "⟦OSTYPE(`linux')⟧dnl\nFEATURE(`access_db')dnl" },
      fixed: {
        "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
      },
    },
    "no mailer, and rules of one's own": {
      files: { "sendmail.mc": "⟦OSTYPE(`linux')⟧dnl\nLOCAL_CONFIG\nCwa.example\n" },
      fixed: {
        "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\nLOCAL_CONFIG\nCwa.example\n",
      },
    },
    "a local mailer that is not there": {
      files: { "sendmail.mc": mc("define(`confLOCAL_MAILER', `⟦dovecot⟧')dnl") },
      message: /all mail for users of this server fails/,
    },
    "a relay mailer that is not there": { "sendmail.mc": mc("define(`confRELAY_MAILER', `⟦smtps⟧')dnl") },
    "an SMTP mailer that is not there": { "sendmail.mc": mc("define(`confSMTP_MAILER', `⟦ssmtp⟧')dnl") },
  },
  silent: {
    "mailers that are there": {
      "sendmail.mc": mc(
        "define(`confLOCAL_MAILER', `cyrusv2')dnl",
        "define(`confRELAY_MAILER', `esmtp')dnl",
        "define(`confSMTP_MAILER', `smtp8')dnl",
        "MAILER(`cyrusv2')dnl",
      ),
    },
    "a mailer of one's own": {
      "sendmail.mc": `${mc("define(`confLOCAL_MAILER', `dovecot')dnl")}MAILER_DEFINITIONS\nMdovecot, P=/usr/libexec/deliver, F=DFMPhnu9, A=deliver -d $u\n`,
    },
    "a mailer from a file that is not at hand": {
      "sendmail.mc": mc("include(`/etc/mail/dovecot.m4')dnl", "define(`confLOCAL_MAILER', `dovecot')dnl"),
    },
    "a mailer": { "sendmail.mc": mc() },
    "features that bring one": { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`nullclient', `hub.example.com')dnl\n" },
    "a submission program": { "submit.mc": "OSTYPE(`linux')dnl\nFEATURE(`msp')dnl\n" },
    "a part": { "sendmail.mc": "FEATURE(`access_db')dnl\n" },
  },
});
