import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "another file is named": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `/etc/aliases')dnl"), aliases: "# mine\n⟦a: b⟧\n" },
      message: /is \/etc\/aliases/,
    },
    "aliases in LDAP": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `ldap:-k (&(x=%0)) -v y')dnl"), aliases: "⟦a: b⟧\n" },
      message: /ALIAS_FILE of sendmail\.mc is a map of type ldap\./,
    },
    "aliases in LDAP, as the default schema has them": {
      files: { "sendmail.mc": mc("define(`ALIAS_FILE', `ldap:')dnl"), aliases: "⟦a: b⟧\n" },
      message: /is a map of type ldap\./,
    },
    "no file is named": {
      files: { "sendmail.mc": mc("undefine(`ALIAS_FILE')dnl"), aliases: "⟦a: b⟧\n" },
      message: /has no ALIAS_FILE/,
    },
  },
  silent: {
    "the default": { "sendmail.mc": mc(), aliases: "a: b\n" },
    "an empty file": { "sendmail.mc": mc("undefine(`ALIAS_FILE')dnl"), aliases: "# none\n" },
  },
});
