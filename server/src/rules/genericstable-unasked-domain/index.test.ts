import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "a name below, before generics_entire_domain": {
      files: { "sendmail.mc": MC, genericstable: "⟦@sub.a.example⟧ %1@c.example\n" },
      options: { targetVersion: "8.9.3" },
      message: /generics_entire_domain needs sendmail 8\.10\.$/,
    },
    "another domain": {
      files: { "sendmail.mc": MC, genericstable: "⟦joe@b.example⟧ x@c.example\n⟦@sub.a.example⟧ %1@c.example\n" },
      severity: "warning",
      message: /looks up only domains of GENERICS_DOMAIN/,
    },
    "no call at all": {
      files: { "sendmail.mc": mc("FEATURE(`genericstable')dnl"), genericstable: "⟦joe@b.example⟧ x@c.example\n" },
      message: /only senders without a domain/,
      fixed: { "sendmail.mc": mc("GENERICS_DOMAIN(`b.example')dnl", "FEATURE(`genericstable')dnl") },
    },
    "the server's own name": {
      "sendmail.mc": mc("define(`confDOMAIN_NAME', `mx.b.example')dnl", "FEATURE(`genericstable')dnl"),
      genericstable: "⟦joe@mx.b.example⟧ x@c.example\n",
    },
  },
  silent: {
    "domains that are asked for, and users without one": {
      "sendmail.mc": MC,
      genericstable: "joe@A.example x@c.example\nplain x@c.example\n@a.example %1@c.example\n",
    },
    "names below a domain with generics_entire_domain": {
      "sendmail.mc": mc(
        "FEATURE(`genericstable')dnl",
        "FEATURE(`generics_entire_domain')dnl",
        "GENERICS_DOMAIN(`a.example')dnl",
      ),
      genericstable: "joe@sub.a.example x@c.example\n",
    },
    "a class that copies class w": {
      "sendmail.mc": mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl"),
      "/etc/mail/generics-domains": "b.example\n",
      genericstable: "joe@b.example x@c.example\n",
    },
    "a class file that was not read": {
      "sendmail.mc": mc("FEATURE(`genericstable')dnl", "GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl"),
      genericstable: "joe@b.example x@c.example\n",
    },
  },
});
