import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a feature below": {
      files: { "sendmail.mc": mc("define(`⟦LOCAL_SHELL_PATH⟧', `/bin/bash')dnl", "FEATURE(`smrsh')dnl") },
      fixes: [],
    },
    "a define inside of the feature's own": {
      files: {
        "submit.mc": "OSTYPE(`linux')dnl\ndefine(`⟦confDELIVERY_MODE⟧', `queueonly')dnl\nFEATURE(`msp')dnl\n",
      },
      message: /^FEATURE\(`msp'\) below/,
      fixes: [],
    },
    "an undefine of the feature's own": {
      "sendmail.mc":
        "OSTYPE(`linux')dnl\ndefine(`⟦ALIAS_FILE⟧', `/etc/mail/x')dnl\nFEATURE(`nullclient', `hub.example')dnl\n",
    },
    "a define in front of an OSTYPE that sets the name": {
      files: {
        "sendmail.mc": "define(`⟦STATUS_FILE⟧', `/var/log/mail.stats')dnl\nOSTYPE(`debian')dnl\nMAILER(`smtp')dnl\n",
      },
      message: /Move the define below OSTYPE\(`debian'\)/,
      fixed: {
        "sendmail.mc": "OSTYPE(`debian')dnl\ndefine(`STATUS_FILE', `/var/log/mail.stats')dnl\nMAILER(`smtp')dnl\n",
      },
    },
    // The file of linux asks ifdef, but without quotes around the define, so m4 runs it in any case.
    "the path of procmail in front of linux, with nothing below that reads it": {
      files: { "sendmail.mc": `define(\`⟦PROCMAIL_MAILER_PATH⟧', \`/opt/procmail')dnl\n${mc()}` },
      message: /Nothing below reads it/,
      fixes: [],
    },
    "the path of procmail in front of linux, with its mailer": {
      files: {
        "sendmail.mc": `define(\`⟦PROCMAIL_MAILER_PATH⟧', \`/opt/procmail')dnl\n${mc()}MAILER(\`procmail')dnl\n`,
      },
      fixes: ["Move it below OSTYPE(`linux'): it takes effect"],
    },
  },
  silent: {
    "a folder that msp makes its own of, and the same answer in another case": {
      "submit.mc":
        "OSTYPE(`linux')dnl\ndefine(`STATUS_FILE', `/var/log/sendmail.st')dnl\ndefine(`confUSE_MSP', `true')dnl\nFEATURE(`msp')dnl\n",
    },
    "a feature above": { "sendmail.mc": mc("FEATURE(`smrsh')dnl", "define(`LOCAL_SHELL_PATH', `/bin/bash')dnl") },
    "a feature that is given the same": {
      "sendmail.mc": mc("define(`LOCAL_SHELL_PATH', `/bin/smrsh')dnl", "FEATURE(`smrsh', `/bin/smrsh')dnl"),
    },
    "a define behind OSTYPE": {
      "sendmail.mc": "OSTYPE(`debian')dnl\ndefine(`STATUS_FILE', `/var/log/mail.stats')dnl\nMAILER(`smtp')dnl\n",
    },
    "an OSTYPE that sets the name only where it is not set": {
      "sendmail.mc": "define(`STATUS_FILE', `/var/log/mail.stats')dnl\nOSTYPE(`bsd4.4')dnl\nMAILER(`smtp')dnl\n",
    },
    "a name that the file does not set": { "sendmail.mc": `define(\`confLOG_LEVEL', \`10')dnl\n${mc()}` },
  },
});
