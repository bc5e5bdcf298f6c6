import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc();

testRule(rule, {
  finds: {
    "no alias": {
      files: { "sendmail.mc": MC, aliases: "⟦root: jane⟧\n" },
      message: /no alias for postmaster/,
      fixed: { aliases: "root: jane\npostmaster: root\n" },
    },
    "one that throws mail away": {
      files: { "sendmail.mc": MC, aliases: "⟦Postmaster⟧: root\nroot: /dev/null\n" },
      message: /thrown away/,
      fixes: [],
    },
    "one that leads to an account without a person": {
      files: { "sendmail.mc": MC, aliases: "⟦postmaster⟧: root\nroot: nobody\n" },
      message: /^Mail for postmaster goes to the account nobody, which/,
      fixes: [],
    },
    "a file of comments": {
      files: { "sendmail.mc": MC, aliases: "⟦# later⟧\n" },
      fixed: { aliases: "# later\npostmaster: root\n" },
    },
    "a file whose last line goes on": {
      files: { "sendmail.mc": MC, aliases: "⟦a: b⟧\n# later \\" },
      fixed: { aliases: "a: b\n# later \\\n\npostmaster: root\n" },
    },
    "a file whose last line goes on over several": {
      files: { "sendmail.mc": MC, aliases: "⟦a: b⟧\n# later \\\\\n" },
      fixed: { aliases: "a: b\n# later \\\\\n\n\npostmaster: root\n" },
    },
    "a backslash before a CR": {
      files: { "sendmail.mc": MC, aliases: "⟦a: b⟧\r\n# later \\" },
      fixed: { aliases: "a: b\r\n# later \\\r\npostmaster: root\r\n" },
    },
  },
  silent: {
    "an alias": { "sendmail.mc": MC, aliases: "postmaster: root\n" },
    "an account that has an alias": { "sendmail.mc": MC, aliases: "postmaster: nobody\nnobody: jane\n" },
    "an account beside a person": { "sendmail.mc": MC, aliases: "postmaster: nobody, jane\n" },
    "one in another file": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases,/etc/mail/more')dnl"),
      aliases: "a: b\n",
      more: "postmaster: root\n",
    },
    "a file that is not here": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases,/etc/mail/more')dnl"),
      aliases: "a: b\n",
    },
    "aliases of a directory": {
      "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/mail/aliases,ldap:')dnl"),
      aliases: "a: b\n",
    },
    "unknown users that go to a hub": {
      "sendmail.mc": mc("define(`LUSER_RELAY', `hub.example')dnl"),
      aliases: "a: b\n",
    },
    "a file without a .mc": { aliases: "a: b\n" },
  },
});
