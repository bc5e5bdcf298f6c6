import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const CLAM = "MAIL_FILTER(`clam', `S=local:/run/clam.sock')";
const DKIM = "MAIL_FILTER(`dkim', `S=local:/run/dkim.sock')";

testRule(rule, {
  finds: {
    "a name in a .cf": {
      "sendmail.cf":
        "V10/Berkeley\nO InputMailFilters=f, ⟦g⟧\nXf, S=local:/run/f.sock\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    "a name in a line of LOCAL_CONFIG": {
      "sendmail.mc": `${mc()}LOCAL_CONFIG\nXf, S=local:/run/f.sock\nO InputMailFilters=f, ⟦g⟧\n`,
    },
    "a name that is not defined": {
      files: { "sendmail.mc": mc(`INPUT_${CLAM}dnl`, "define(`confINPUT_MAIL_FILTERS', `clam, ⟦clamav⟧')dnl") },
      severity: "error",
      message: /Defined here: clam\./,
    },
    "a name that is not defined, for one daemon": {
      "sendmail.mc": mc(`INPUT_${CLAM}dnl`, "DAEMON_OPTIONS(`Name=MTA, InputMailFilters=⟦clamav⟧')dnl"),
    },
    "blanks between the names": {
      files: { "sendmail.mc": mc(`${CLAM}dnl`, `${DKIM}dnl`, "define(`confINPUT_MAIL_FILTERS', `⟦clam dkim⟧')dnl") },
      message: /Spaces do not separate/,
      fixed: { "sendmail.mc": mc(`${CLAM}dnl`, `${DKIM}dnl`, "define(`confINPUT_MAIL_FILTERS', `clam, dkim')dnl") },
    },
    "a milter that nothing asks": {
      files: { "sendmail.mc": mc(`⟦${CLAM}⟧dnl`, `INPUT_${DKIM}dnl`) },
      severity: "information",
      fixes: ["Change it to INPUT_MAIL_FILTER: all mail goes through this filter"],
      fixed: { "sendmail.mc": mc(`INPUT_${CLAM}dnl`, `INPUT_${DKIM}dnl`) },
    },
    "a milter that a later list leaves out": {
      files: {
        "sendmail.mc": mc(`⟦INPUT_${CLAM}⟧dnl`, `INPUT_${DKIM}dnl`, "define(`confINPUT_MAIL_FILTERS', `dkim')dnl"),
      },
      severity: "warning",
      fixes: [],
    },
    "a milter that a define above lists already": {
      files: {
        "sendmail.mc": mc("define(`confINPUT_MAIL_FILTERS', `f')dnl", "⟦INPUT_MAIL_FILTER(`f', `S=local:/run/f')⟧dnl"),
      },
      message: /listed twice/,
      fixed: {
        "sendmail.mc": mc("define(`confINPUT_MAIL_FILTERS', `f')dnl", "MAIL_FILTER(`f', `S=local:/run/f')dnl"),
      },
    },
    "the line that names an unknown one": {
      "sendmail.mc": mc(
        "MAIL_FILTER(`a', `S=local:/run/a')dnl",
        "define(`confINPUT_MAIL_FILTERS', `a, ⟦b⟧')dnl",
        "INPUT_MAIL_FILTER(`c', `S=local:/run/c')dnl",
      ),
    },
  },
  silent: {
    "a list of a .cf": {
      "sendmail.cf":
        "V10/Berkeley\nO InputMailFilters=f\nXf, S=local:/run/f.sock\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n",
    },
    "a line of LOCAL_CONFIG": { "sendmail.mc": `${mc()}LOCAL_CONFIG\nXf, S=local:/run/f.sock\nO InputMailFilters=f\n` },
    "milters that INPUT_MAIL_FILTER defines and lists": { "sendmail.mc": mc(`INPUT_${CLAM}dnl`, `INPUT_${DKIM}dnl`) },
    "names in another case, with semicolons": {
      "sendmail.mc": mc(`${CLAM}dnl`, `${DKIM}dnl`, "define(`confINPUT_MAIL_FILTERS', `Clam; DKIM')dnl"),
    },
    "a milter of one daemon": {
      "sendmail.mc": mc(`${CLAM}dnl`, `${DKIM}dnl`, "DAEMON_OPTIONS(`Name=MTA, I=clam;dkim')dnl"),
    },
    "a daemon without milters": {
      "sendmail.mc": mc(
        `INPUT_${CLAM}dnl`,
        "DAEMON_OPTIONS(`Name=Back, Port=10025, Addr=127.0.0.1, InputMailFilters=')dnl",
      ),
    },
    "a milter in a line of its own": {
      "sendmail.mc": `${mc("define(`confINPUT_MAIL_FILTERS', `mine')dnl")}LOCAL_CONFIG\nXmine, S=local:/run/mine.sock\n`,
    },
    "a milter from a file that is not at hand": {
      "sendmail.mc": mc("include(`/etc/mail/milters.m4')dnl", "define(`confINPUT_MAIL_FILTERS', `mine')dnl"),
    },
  },
});
