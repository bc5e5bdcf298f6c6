import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`mailertable')dnl");

testRule(rule, {
  finds: {
    "%1 for one name": {
      files: { "sendmail.mc": MC, mailertable: "a.example esmtp:[⟦%1⟧.b.example]\n" },
      fixed: { mailertable: "a.example esmtp:[%0.b.example]\n" },
    },
    "%0 for all names below one": {
      files: { "sendmail.mc": MC, mailertable: ".a.example esmtp:[⟦%0⟧]\n" },
      message: /^%0 is the key here.*\n.*\.a\.example, with/,
      fixed: { mailertable: ".a.example esmtp:[%1%0]\n" },
    },
    "%3 for all names below one": {
      files: { "sendmail.mc": MC, mailertable: ".a.example esmtp:[x⟦%3⟧.b.example]\n" },
      message: /^%3 is empty/,
      fixes: [],
    },
    "%2 for everything": { files: { "sendmail.mc": MC, mailertable: ". esmtp:[gw⟦%2⟧.b.example]\n" }, fixes: [] },
    "%0 for everything": {
      files: { "sendmail.mc": MC, mailertable: ". esmtp:⟦%0⟧\n" },
      fixed: { mailertable: ". esmtp:%1\n" },
    },
  },
  silent: {
    "%1 for what is below a domain, and for everything": {
      "sendmail.mc": MC,
      mailertable: ".a.example esmtp:[%1.b.example]\n.b.example esmtp:[%2.b.example]\n. esmtp:[%1]\n",
    },
    "%0": { "sendmail.mc": MC, mailertable: "a.example esmtp:[%0]\n" },
    "%0 after something, and in a text": {
      "sendmail.mc": MC,
      mailertable: ".a.example esmtp:[mail%0]\n.b.example esmtp:%1%0\n.c.example error:5.1.2:550 %0 is gone\n",
    },
  },
});
