import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "arguments of the relay mailer behind MAILER": {
      files: { "sendmail.mc": `${mc()}define(\`⟦RELAY_MAILER_ARGS⟧', \`TCP $h 587')dnl\n` },
      message: /in front of MAILER\(`smtp'\)/,
      fixed: {
        "sendmail.mc":
          "OSTYPE(`linux')dnl\nMAILER(`local')dnl\ndefine(`RELAY_MAILER_ARGS', `TCP $h 587')dnl\nMAILER(`smtp')dnl\n",
      },
    },
    "the path of procmail": {
      "sendmail.mc": `${mc()}MAILER(\`procmail')dnl\ndefine(\`⟦PROCMAIL_MAILER_PATH⟧', \`/opt/procmail')dnl\n`,
    },
    "the folder of the tables": {
      files: {
        "sendmail.mc": mc("FEATURE(`access_db')dnl", "define(`⟦MAIL_SETTINGS_DIR⟧', `/usr/local/etc/mail/')dnl"),
      },
      message: /FEATURE\(`access_db'\)/,
    },
    "a second value that comes too late": {
      "sendmail.mc": `${mc("define(`SMTP_MAILER_MAXMSGS', `5')dnl")}define(\`⟦SMTP_MAILER_MAXMSGS⟧', \`9')dnl\n`,
    },
  },
  silent: {
    "a define in front of MAILER": { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
    "a name that is read at the end": { "sendmail.mc": `${mc()}define(\`SMART_HOST', \`[mail.example.net]')dnl\n` },
    "an option behind MAILER": { "sendmail.mc": `${mc()}define(\`confLOG_LEVEL', \`10')dnl\n` },
    "a folder behind a feature whose map is named": {
      "sendmail.mc": mc(
        "FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl",
        "define(`MAIL_SETTINGS_DIR', `/usr/local/etc/mail/')dnl",
      ),
    },
    "the same value again": {
      "sendmail.mc": `${mc("define(`SMTP_MAILER_MAXMSGS', `5')dnl")}define(\`SMTP_MAILER_MAXMSGS', \`5')dnl\n`,
    },
  },
});
