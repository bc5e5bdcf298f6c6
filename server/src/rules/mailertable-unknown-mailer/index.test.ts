import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "a slip": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦smpt⟧:[b.example]\n" },
      message: /esmtp.*local.*smtp/,
      fixed: { mailertable: "a.example smtp:[b.example]\n" },
    },
    discard: { files: { "sendmail.mc": MC, mailertable: "a.example ⟦discard⟧:x\n" }, message: /access map/ },
    "procmail without its MAILER": { files: { "sendmail.mc": MC, mailertable: "a.example ⟦procmail⟧:/etc/x\n" } },
  },
  silent: {
    "mailers of the configuration, in any case": {
      "sendmail.mc": MC,
      mailertable: "a.example ESMTP:[b.example]\nb.example relay:c.example\nc.example local:joe\nd.example error:no\n",
    },
    "a mailer of the .mc's own": {
      "sendmail.mc": `${MC}MAILER_DEFINITIONS\nMhop, P=[IPC], F=mDFMuX, A=TCP $h 2525\n`,
      mailertable: "a.example hop:[b.example]\n",
    },
    "a file of mailers that is not here": {
      "sendmail.mc": mc("FEATURE(`mailertable')dnl", "MAILER(`ftn')dnl"),
      mailertable: "a.example ftn:b.example\n",
    },
    "a mailertable without a .mc": { mailertable: "a.example ftn:b.example\n" },
  },
});
