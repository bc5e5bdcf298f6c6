import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const LOGIN = '"U:joe" "P:x" "M:PLAIN"';
const site = (smartHost: string, authinfo: string) => ({
  "sendmail.mc": mc(`define(\`SMART_HOST', \`${smartHost}')dnl`, "FEATURE(`authinfo')dnl"),
  authinfo,
});

testRule(rule, {
  finds: {
    "the domain of the server": {
      files: site("[smtp.example.com]", `⟦AuthInfo:example.com⟧ ${LOGIN}\n`),
      severity: "warning",
      fixed: { authinfo: `AuthInfo:smtp.example.com ${LOGIN}\n` },
    },
    "another name": {
      files: site("relay:[smtp.example.com]", `⟦AuthInfo:mail.example.net⟧ ${LOGIN}\n`),
      severity: "information",
    },
    "a submission program, which sends everything to the daemon": {
      files: {
        "submit.mc": "OSTYPE(`linux')dnl\nFEATURE(`authinfo')dnl\nFEATURE(`msp', `[mail.example.com]')dnl\n",
        authinfo: `⟦AuthInfo:smtp.example.com⟧ ${LOGIN}\n`,
      },
      message: /FEATURE\(`msp'\) names/,
    },
  },
  silent: {
    "the daemon of a submission program": {
      "submit.mc": "OSTYPE(`linux')dnl\nFEATURE(`authinfo')dnl\nFEATURE(`msp', `[127.0.0.1]')dnl\n",
      authinfo: `AuthInfo:127.0.0.1 ${LOGIN}\n`,
    },
    "the server": site("[smtp.example.com]", `AuthInfo:SMTP.example.com ${LOGIN}\nAuthInfo:example.com ${LOGIN}\n`),
    "a line for all": site("smtp.example.com", `AuthInfo: ${LOGIN}\nAuthInfo:example.net ${LOGIN}\n`),
    "an address": site("[192.0.2.1]", `AuthInfo:192.0.2.1 ${LOGIN}\n`),
    "an address of a name": site("smtp.example.com", `AuthInfo:192.0.2.1 ${LOGIN}\n`),
    "an address in brackets": site("[192.0.2.1]", `AuthInfo:[192.0.2.1] ${LOGIN}\n`),
    "no SMART_HOST": { "sendmail.mc": mc("FEATURE(`authinfo')dnl"), authinfo: `AuthInfo:a.example ${LOGIN}\n` },
    "the mailertable": {
      "sendmail.mc": mc(
        "define(`SMART_HOST', `smtp.example.com')dnl",
        "FEATURE(`mailertable')dnl",
        "FEATURE(`authinfo')dnl",
      ),
      mailertable: "b.example esmtp:[hub.example]\n",
      authinfo: `AuthInfo:hub.example ${LOGIN}\n`,
    },
    "a second server": site("relay:[a.example]:[b.example]", `AuthInfo:b.example ${LOGIN}\n`),
  },
});
