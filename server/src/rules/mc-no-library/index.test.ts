import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MARKED = mc("FEATURE(`access_db')dnl").replace("OSTYPE(`linux')", "⟦OSTYPE(`linux')⟧");

testRule(rule, {
  finds: {
    "a file that m4 reads by itself": { files: { "sendmail.mc": MARKED }, message: /as text/, severity: "information" },
    "a submission program's": { "submit.mc": MARKED },
    "one with the include in a comment": {
      "sendmail.mc": `dnl include(\`/usr/share/sendmail/cf/m4/cf.m4')\n${MARKED}`,
    },
  },
  silent: {
    "the library": { "sendmail.mc": `include(\`/usr/share/sendmail-cf/m4/cf.m4')dnl\n${mc()}` },
    "the library in a file that it includes": {
      "sendmail.mc": `include(\`base.m4')dnl\n${mc()}`,
      "base.m4": "include(`/usr/share/sendmail-cf/m4/cf.m4')dnl\n",
    },
    "a .cf that was made of it": { "sendmail.mc": mc(), "sendmail.cf": "V10/Berkeley\n" },
    "a makefile": { "sendmail.mc": mc(), Makefile: "all:\n" },
    "sendmail's own Build": { "generic.mc": mc(), Build: "#!/bin/sh\n" },
    "a system that builds it with make": { "freebsd.mc": mc().replace("`linux'", "freebsd6") },
    "a part": { "common.mc": "define(`confLOG_LEVEL', `9')dnl\nFEATURE(`access_db')dnl\n" },
    "a file that may be included": { "sendmail.mc": `include(\`not-here.m4')dnl\n${mc()}` },
    "a template": { "sendmail.mc": `{% if x %}\n${mc()}{% endif %}\n` },
  },
});
