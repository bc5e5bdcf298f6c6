import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "codes in the wrong order": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2 550 No such host⟧\n" },
      severity: "warning",
      fixed: { mailertable: "a.example error:5.1.2:550 No such host\n" },
    },
    "an enhanced code alone": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:No such host⟧\n" },
      message: /and not 5\.1\.2/,
      fixed: { mailertable: "a.example error:5.1.2:550 No such host\n" },
    },
    "a temporary code alone": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:4.2.1:later⟧\n" },
      severity: "error",
      message: /permanently/,
      fixed: { mailertable: "a.example error:4.2.1:450 later\n" },
    },
    "tempfail without a code": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:tempfail:later⟧\n" },
      severity: "error",
      fixes: [],
    },
    "a word without a colon": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:nohost no such host⟧\n" },
      severity: "information",
      message: /before a colon/,
      fixes: [],
    },
    "a code and a colon": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:550:text⟧\n" },
      fixed: { mailertable: "a.example error:5.0.0:550 text\n" },
    },
    "a code without a space": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:550-text⟧\n" },
      fixed: { mailertable: "a.example error:5.1.2:550 text\n" },
    },
    "a code that does not refuse": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:250 ok⟧\n" },
      severity: "error",
      fixes: [],
    },
    "a code of which nothing is sent": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:050 x⟧\n" },
      severity: "error",
      message: /the sender waits/,
    },
    "a code that is sent as another": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:600 x⟧\n" },
      severity: "warning",
      message: /senders get 500/,
    },
    "letters beyond ASCII": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:550 Empfänger fehlt⟧\n" },
      severity: "information",
    },
    "two codes that contradict each other": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.1:450 x⟧\n" },
      message: /contradict/,
    },
    "a sign after the code": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:550 [gone]⟧\n" },
      severity: "warning",
      message: /The code is lost/,
      fixes: [],
    },
    "a bracket without its other half": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:550 gone :-)⟧\n" },
      message: /Unbalanced/,
      fixes: [],
    },
    "no text": { files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:⟧\n" }, severity: "error" },
    "no text after a code": {
      files: { "sendmail.mc": MC, mailertable: "a.example ⟦error:5.1.2:⟧\n" },
      severity: "error",
    },
  },
  silent: {
    "replies that come out as they are written": {
      "sendmail.mc": MC,
      mailertable:
        "a.example error:5.1.2:550 No such host\nb.example error:nohost:550 x\nc.example error:550 5.1.2 x\nd.example error:4.0.0:450 later\ne.example error:450 later\n",
    },
    "texts alone": {
      "sendmail.mc": MC,
      mailertable:
        'a.example error:No such host\nb.example error:"550 gone"\nc.example error:nouser:gone\nd.example error:5.1.2:550 gone (moved) <x>\n',
    },
    "other mailers": { "sendmail.mc": MC, mailertable: "a.example esmtp:[4.2.1.1]\n" },
  },
});
