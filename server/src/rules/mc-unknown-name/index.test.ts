import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the beginning of a name": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦blocklist⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blocklist_recipients')dnl") },
    },
    "the beginning of a name that came later": {
      files: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`⟦blocklist⟧')dnl") },
      options: { targetVersion: "8.14.9" },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl") },
    },
    "the name of a setting": {
      files: { "sendmail.mc": mc("FEATURE(`⟦smart_host⟧', `relay.example.net')dnl") },
      message: /Did you mean define\(`SMART_HOST', \.\.\.\)\?/,
    },
    "the name of a macro": {
      files: { "sendmail.mc": mc("FEATURE(`⟦masquerade_as⟧', `example.net')dnl") },
      message: /Did you mean MASQUERADE_AS\(`\.\.\.'\)\?/,
    },
    "a sign that no name has": { files: { "sendmail.mc": mc("FEATURE(`⟦access_db&⟧')dnl") } },
    "a slip of the finger": {
      files: { "sendmail.mc": mc("FEATURE(`⟦acces_db⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "the wrong case": {
      files: { "sendmail.mc": mc("FEATURE(`⟦relay_based_on_mx⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`relay_based_on_MX')dnl") },
    },
    "a name without quotes": { "sendmail.mc": mc("FEATURE(⟦my_feature⟧)dnl") },
  },
  silent: {
    "known ones": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(delay_checks)dnl") },
    "removed ones, of which another rule speaks": { "sendmail.mc": mc("FEATURE(`rbl')dnl") },
    "quotes that another rule explains": { "sendmail.mc": mc("FEATURE('access_db')dnl") },
  },
});

// mc-unknown-mailer
testRule(rule, {
  finds: {
    "a slip of the finger": {
      files: { "sendmail.mc": mc("MAILER(`⟦procmial⟧')dnl") },
      fixed: { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    },
    "a slip in one that is there already": {
      files: { "sendmail.mc": mc("MAILER(`⟦smpt⟧')dnl") },
      fixed: { "sendmail.mc": mc() },
    },
  },
  silent: {
    "known ones": { "sendmail.mc": mc("MAILER(`procmail')dnl") },
    "dead ones": { "sendmail.mc": mc("dnl MAILER(`smpt')") },
  },
});

// mc-unknown-ostype
testRule(rule, {
  finds: {
    "a slip of the finger": {
      files: { "sendmail.mc": "OSTYPE(`⟦linus⟧')dnl\nMAILER(`smtp')dnl\n" },
      fixed: { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n" },
    },
  },
  silent: {
    "known ones": { "sendmail.mc": mc() },
    "one of the site's own": {
      "sendmail.mc": "OSTYPE(`ours')dnl\nMAILER(`smtp')dnl\n",
      "../ostype/ours.m4": "define(`ALIAS_FILE', `/etc/aliases')\n",
      "/etc/ostype/ours.m4": "define(`ALIAS_FILE', `/etc/aliases')\n",
    },
  },
});
