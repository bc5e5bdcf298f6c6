import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const NAME = "define(`confDOMAIN_NAME', `mx.own.example')dnl";
const MC = mc(NAME, "FEATURE(`virtusertable')dnl", "FEATURE(`use_cw_file')dnl", "VIRTUSER_DOMAIN(`a.example')dnl");

testRule(rule, {
  finds: {
    "no call at all, before VIRTUSER_DOMAIN": {
      files: { "sendmail.mc": mc(NAME, "FEATURE(`virtusertable')dnl"), virtusertable: "⟦@b.example⟧ bob\n" },
      options: { targetVersion: "8.9.3" },
      message: /VIRTUSER_DOMAIN needs sendmail 8\.10\.$/,
    },
    "a domain of neither class": {
      files: {
        "sendmail.mc": MC,
        "local-host-names": "own.example\n",
        virtusertable: "⟦u@b.example⟧ bob\nu@a.example x\n",
      },
      severity: "warning",
      message: /VIRTUSER_DOMAIN\(`b\.example'\)/,
      fixed: { "local-host-names": "own.example\nb.example\n" },
    },
    "no call at all": {
      files: { "sendmail.mc": mc(NAME, "FEATURE(`virtusertable')dnl"), virtusertable: "⟦@b.example⟧ bob\n" },
      message: /which the \.mc does not have/,
      fixes: [],
    },
    "a subdomain": {
      "sendmail.mc": MC,
      "local-host-names": "",
      virtusertable: "⟦u@sub.a.example⟧ bob\n",
    },
    "several lines, once": {
      files: { "sendmail.mc": MC, "local-host-names": "", virtusertable: "⟦u@b.example⟧ bob\nv@b.example x\n" },
    },
    "the domain where the host's name is not known": {
      files: { "sendmail.mc": mc("FEATURE(`virtusertable')dnl"), virtusertable: "⟦u@b.example⟧ bob\n" },
      severity: "information",
      message: /own name/,
    },
    "another map of the feature": {
      "sendmail.mc": mc(NAME, "FEATURE(`virtusertable', `hash /etc/mail/people')dnl"),
      "/etc/mail/people": "⟦u@b.example⟧ bob\n",
    },
  },
  silent: {
    "domains that are asked for": {
      "sendmail.mc": MC,
      "local-host-names": "own.example\n",
      virtusertable: "u@A.example x\nu@own.example x\nu@mx.own.example x\nu@localhost x\n",
    },
    "subdomains with virtuser_entire_domain": {
      "sendmail.mc": mc(
        NAME,
        "FEATURE(`virtusertable')dnl",
        "FEATURE(`virtuser_entire_domain')dnl",
        "VIRTUSER_DOMAIN(`a.example')dnl",
      ),
      virtusertable: "u@sub.a.example bob\n",
    },
    "a class that was not read": {
      "sendmail.mc": mc(NAME, "FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN_FILE(`/etc/mail/virtual')dnl"),
      virtusertable: "u@b.example bob\n",
    },
    "a table without a configuration": { virtusertable: "u@b.example bob\n" },
    "names of files": {
      "sendmail.mc": mc(NAME, "FEATURE(`virtusertable')dnl", "VIRTUSER_DOMAIN_FILE(`/etc/mail/virtual')dnl"),
      "/etc/mail/virtual": "b.example\n",
      virtusertable: "u@b.example bob\n",
    },
  },
});
