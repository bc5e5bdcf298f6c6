import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "the name to masquerade as": {
      files: { "sendmail.mc": mc("define(`⟦MASQUERADE_AS⟧', `example.com')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("MASQUERADE_AS(`example.com')dnl") },
    },
    "a daemon": {
      files: { "sendmail.mc": mc("define(`⟦DAEMON_OPTIONS⟧', `Port=smtp, Addr=127.0.0.1, Name=MTA')dnl") },
      fixed: { "sendmail.mc": mc("DAEMON_OPTIONS(`Port=smtp, Addr=127.0.0.1, Name=MTA')dnl") },
    },
    "a macro that is called later": {
      files: { "sendmail.mc": mc("define(`⟦LOCAL_DOMAIN⟧', `a.example')dnl", "LOCAL_DOMAIN(`b.example')dnl") },
      severity: "error",
    },
    "a macro that another one calls": {
      files: {
        "sendmail.mc": mc(
          "define(`⟦MAIL_FILTER⟧', `f, S=inet:1@127.0.0.1')dnl",
          "INPUT_MAIL_FILTER(`g', `S=local:/run/g')dnl",
        ),
      },
      severity: "error",
      fixed: {
        "sendmail.mc": mc("MAIL_FILTER(`f', `S=inet:1@127.0.0.1')dnl", "INPUT_MAIL_FILTER(`g', `S=local:/run/g')dnl"),
      },
    },
    "the word for features": {
      files: { "sendmail.mc": mc("define(`⟦FEATURE⟧', `access_db')dnl", "FEATURE(`mailertable')dnl") },
      severity: "error",
    },
    "a feature": {
      files: { "sendmail.mc": mc("define(`⟦mailertable⟧', `hash -o /etc/mail/mt')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable', `hash -o /etc/mail/mt')dnl") },
    },
    "a feature as a switch": {
      files: { "sendmail.mc": mc("define(`⟦masquerade_envelope⟧', `yes')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`masquerade_envelope')dnl") },
    },
    "a mailer that is used": {
      files: { "sendmail.mc": mc("define(`⟦smtp⟧', `relay.example.net')dnl") },
      severity: "error",
    },
  },
  silent: {
    settings: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl", "define(`confMAX_HOP', `20')dnl") },
    "names of the site's own": { "sendmail.mc": mc("define(`MY_HUB', `hub.example.com')dnl") },
    "a macro that is taken away on purpose": { "sendmail.mc": mc("undefine(`MASQUERADE_AS')dnl") },
  },
});
