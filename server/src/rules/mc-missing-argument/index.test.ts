import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "an undefine of nothing": {
      files: { "sendmail.mc": mc("⟦undefine()⟧dnl") },
      message: /^This undefine has no name/,
    },
    "a define of nothing": {
      files: { "sendmail.mc": mc("⟦define()⟧dnl", "⟦define(`', `x')⟧dnl") },
      message: /^This define has no name/,
    },
    "a feature that wants a choice": {
      files: { "sendmail.mc": mc("FEATURE(`⟦nouucp⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`nouucp', `reject')dnl") },
    },
    "a feature that wants a host": { "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`⟦nullclient⟧')dnl\n" },
    ...Object.fromEntries(
      ["[`root']", "{`root'}", "`root'", "'root'", ' "root"', ": root", " root", "=`root'", "<root>"].map((text) => [
        `a macro without parentheses: ${text}`,
        {
          files: { "sendmail.mc": mc(`⟦EXPOSED_USER⟧${text}dnl`.replace(/(\w)dnl/, "$1 dnl")) },
          fixed: { "sendmail.mc": mc(`EXPOSED_USER(\`root')${/\w$/.test(text) ? " " : ""}dnl`) },
        },
      ]),
    ),
    "a define without a value": {
      files: { "sendmail.mc": mc("⟦define(`ALIAS_FILE')⟧dnl", "⟦define(`confAUTH_MECHANISMS')⟧dnl") },
      message: /no value/,
    },
    "a feature without its map": { "sendmail.mc": mc("⟦FEATURE(`domainmap', `a.example', `')⟧dnl") },
    "a feature with nothing": { "sendmail.mc": mc("⟦FEATURE(`domainmap')⟧dnl") },
    "a macro alone": { files: { "sendmail.mc": mc("⟦MASQUERADE_AS⟧") }, fixes: [] },
    "nothing in the parentheses": { files: { "sendmail.mc": mc("⟦DAEMON_OPTIONS(`')⟧dnl", "⟦LOCAL_DOMAIN()⟧dnl") } },
    "a second argument that is missing": { files: { "sendmail.mc": mc("⟦MODIFY_MAILER_FLAGS(`LOCAL')⟧dnl") } },
  },
  silent: {
    "switches without a value": {
      "sendmail.mc": mc("define(`_RELAY_MX_SERVED_')dnl", "define(`confDONT_PRUNE_ROUTES')dnl", "define(`MINE')dnl"),
    },
    "a macro with its argument": { "sendmail.mc": mc("EXPOSED_USER(`root')dnl", "QUEUE_GROUP(`q')dnl") },
    "a macro that takes none": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nDMx\nLOCAL_RULESETS\n` },
    "a macro that a sentence mentions": { "sendmail.mc": mc("# see EXPOSED_USER below", "dnl EXPOSED_USER") },
    "a space before the parenthesis": { "sendmail.mc": mc("EXPOSED_USER (`root')dnl") },
    "a macro of the site's own": { "sendmail.mc": mc("define(`MINE', `EXPOSED_USER($1)')dnl", "MINE()dnl") },
    "an argument": { "sendmail.mc": mc("FEATURE(`nouucp', `nospecial')dnl") },
    "dnsbl with a list": { "sendmail.mc": mc("FEATURE(`dnsbl', `zen.spamhaus.org')dnl") },
  },
});
