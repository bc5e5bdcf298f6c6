import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "an included file": {
      files: { "sendmail.mc": mc("include(`⟦comon.m4⟧')dnl") },
      message: /cannot open/,
      severity: "error",
    },
    "a file that an included one includes": {
      files: {
        "sendmail.mc": mc("include(`⟦sub/a.m4⟧')dnl"),
        "sub/a.m4": "include(`sub/b.m4')dnl\n",
        "sub/b.m4": "include(`⟦c.m4⟧')dnl\n",
        "sub/c.m4": "",
      },
      message: /c\.m4/,
    },
    itself: { files: { "sendmail.mc": mc("include(`⟦sendmail.mc⟧')dnl") }, message: /^This file includes itself/ },
    "a domain": { files: { "sendmail.mc": mc("DOMAIN(`⟦nowhere⟧')dnl") }, message: /domain\/nowhere\.m4/ },
    "a domain that the library of another system may have": {
      files: { "/home/me/sendmail.mc": mc("DOMAIN(`⟦solaris-generic⟧')dnl") },
      message: /The server's library may have the file/,
      severity: "warning",
    },
    "a hack": { files: { "sendmail.mc": mc("HACK(`⟦nothing⟧')dnl") }, message: /hack\/nothing\.m4/ },
    "a file of another system": {
      files: { "/home/me/sendmail.mc": mc("include(`⟦/etc/mail/site.m4⟧')dnl") },
      message: /is not available here/,
      severity: "information",
    },
  },
  silent: {
    "a file that may be missing": { "sendmail.mc": mc("sinclude(`local.m4')dnl") },
    "a file that is there": { "sendmail.mc": mc("include(`local.m4')dnl"), "local.m4": "" },
    "the library": { "sendmail.mc": `include(\`/usr/share/sendmail-cf/m4/cf.m4')dnl\n${mc()}` },
    "a domain of the library": { "sendmail.mc": mc("DOMAIN(`generic')dnl") },
  },
});
