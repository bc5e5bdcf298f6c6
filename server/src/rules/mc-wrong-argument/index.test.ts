import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a word that nobody knows": {
      files: { "sendmail.mc": mc("FEATURE(`nouucp', `⟦maybe⟧')dnl") },
      message: /maybe/,
      fixed: { "sendmail.mc": mc("FEATURE(`nouucp', `reject')dnl") },
    },
    "a map one place too far": {
      files: { "sendmail.mc": mc("FEATURE(`access_db', `', `⟦hash -T<TMPF> /etc/mail/access⟧')dnl") },
      message: /one place too far/,
      fixes: [],
    },
    "a word that the library leaves out in silence": {
      files: { "sendmail.mc": mc("FEATURE(`access_db', `', `skip', `⟦lookupdotdomains⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db', `', `skip', `lookupdotdomain')dnl") },
    },
  },
  silent: {
    "a port of the submission program that is the usual one": {
      "sendmail.mc": "OSTYPE(`linux')dnl\nFEATURE(`msp', `[127.0.0.1]', `25')dnl\n",
    },
    "words in capitals": { "sendmail.mc": mc("FEATURE(`access_db', `', `SKIP', `lookupdotdomain')dnl") },
    "a word in short": {
      "sendmail.mc": mc("FEATURE(`nouucp', `r')dnl", "FEATURE(`access_db')dnl", "FEATURE(`delay_checks', `friend')dnl"),
    },
    "no argument": { "sendmail.mc": mc("FEATURE(`delay_checks')dnl") },
  },
});
