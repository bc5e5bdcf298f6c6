import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const NAMED = ["FEATURE(`mailertable')dnl", "define(`confDOMAIN_NAME', `mx.example.com')dnl"];
const MC = mc(...NAMED);

testRule(rule, {
  finds: {
    "its own name, with and without brackets": {
      files: {
        "sendmail.mc": MC,
        mailertable: "a.example smtp:⟦mx.example.com⟧\nb.example relay:⟦[MX.example.com]⟧\n",
      },
      severity: "warning",
    },
    "the loopback interface": {
      files: {
        "sendmail.mc": MC,
        mailertable: "a.example esmtp:⟦[127.0.0.1]⟧\nb.example esmtp:⟦localhost⟧\nc.example esmtp:⟦[IPv6:::1]⟧\n",
      },
      severity: "error",
    },
    "one host of several": {
      "sendmail.mc": MC,
      mailertable: "a.example smtp:[b.example]:⟦[mx.example.com]⟧\n",
    },
    "mailers with the arguments that they have anyway": {
      "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h')dnl", ...NAMED),
      mailertable: "a.example relay:⟦[127.0.0.1]⟧\n",
    },
  },
  silent: {
    "other hosts": {
      "sendmail.mc": MC,
      mailertable: "a.example smtp:[mx2.example.com]\nb.example smtp:example.com\nc.example local:root\n",
    },
    "another port": {
      "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 10025')dnl", ...NAMED),
      mailertable: "a.example relay:[127.0.0.1]\n",
    },
    "a daemon that does not listen on the loopback interface": {
      "sendmail.mc": mc("DAEMON_OPTIONS(`Name=MTA, Addr=192.0.2.1')dnl", ...NAMED),
      mailertable: "a.example smtp:[127.0.0.1]\n",
    },
    "a name that is not known to be the server's": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl"),
      mailertable: "a.example smtp:[mx.example.com]\n",
    },
    "mailers of the site's own": {
      "sendmail.mc": `${MC}MAILER_DEFINITIONS\nMamavis, P=[IPC], F=mDFMuX, S=EnvFromSMTP, R=EnvToSMTP, A=TCP $h 10024\n`,
      mailertable: "a.example amavis:[127.0.0.1]\n",
    },
  },
});
