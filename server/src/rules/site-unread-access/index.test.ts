import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a version that has no access map": {
      files: { "sendmail.mc": mc(), access: "⟦192.168.2 RELAY⟧\n" },
      options: { targetVersion: "8.8.8" },
      message: /access_db needs sendmail 8\.9\.$/,
      fixes: [],
    },
    "the feature missing": {
      files: {
        "sendmail.mc": mc("FEATURE(`use_cw_file')dnl"),
        access: "# ours\n⟦Connect:192.168.2\tRELAY⟧\nspam.example REJECT\n",
      },
      fixes: ["Add FEATURE(`access_db') to sendmail.mc: what it reads and does takes effect, and may let others relay"],
      fixed: { "sendmail.mc": mc("FEATURE(`use_cw_file')dnl", "FEATURE(`access_db')dnl") },
    },
    "no feature at all": {
      files: { "sendmail.mc": mc(), access: "⟦Connect:192.168.2 RELAY⟧\n" },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a feature that wants it first": {
      files: {
        "sendmail.mc": mc("FEATURE(`nouucp', `reject')dnl", "FEATURE(`ratecontrol')dnl"),
        access: "⟦ClientRate: 5⟧\n",
      },
      fixed: {
        "sendmail.mc": mc("FEATURE(`nouucp', `reject')dnl", "FEATURE(`access_db')dnl", "FEATURE(`ratecontrol')dnl"),
      },
    },
    "another map": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db', `hash -T<TMPF> /etc/mail/maps/gate')dnl"),
        "/etc/mail/maps/gate": "10 RELAY\n",
        access: "⟦192.168.2 RELAY⟧\n",
      },
      message: /maps\/gate/,
      fixes: [],
    },
    "a null client": {
      files: {
        "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`nullclient', `hub.example.com')dnl\n",
        access: "⟦10 RELAY⟧\n",
      },
      fixes: [],
    },
  },
  silent: {
    "a map of the site's own rules": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nKmine hash /etc/mail/access\n`,
      access: "192.168.2 RELAY\n",
    },
    "a map of the usual name that a K line makes": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nKaccess hash /etc/mail/access\n`,
      access: "192.168.2 RELAY\n",
    },
    "a map that is read": { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "Connect:192.168.2 RELAY\n" },
    "a text map, which sendmail opens as it is": {
      "sendmail.mc": mc("FEATURE(`access_db', `text -k0 -v1 -T<TMPF> /etc/mail/access')dnl"),
      access: "Connect:192.168.2 RELAY\n",
    },
    "a file with comments only": { "sendmail.mc": mc(), access: "# Connect:192.168.2 RELAY\n\n" },
    "a map whose .mc is not at hand": { access: "Connect:192.168.2 RELAY\n" },
  },
});
