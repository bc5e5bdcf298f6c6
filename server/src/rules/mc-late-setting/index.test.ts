import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a path that OSTYPE sets and reads itself": {
      files: { "sendmail.mc": mc("define(`⟦PROCMAIL_MAILER_PATH⟧', `/opt/procmail')dnl") },
      message: /sets PROCMAIL_MAILER_PATH itself/,
      fixes: [],
    },
    "a type of maps that a feature below uses": {
      files: {
        "sendmail.mc": mc(
          "FEATURE(`mailertable')dnl",
          "define(`⟦DATABASE_MAP_TYPE⟧', `btree')dnl",
          "FEATURE(`virtusertable')dnl",
        ),
      },
      message: /^Only lines below use this value/,
    },
    "a type of maps that nothing below uses": {
      files: { "sendmail.mc": mc("FEATURE(`mailertable')dnl", "define(`⟦DATABASE_MAP_TYPE⟧', `btree')dnl") },
      message: /^This value is never used/,
    },
    "arguments of the relay mailer behind MAILER": {
      files: { "sendmail.mc": `${mc()}define(\`⟦RELAY_MAILER_ARGS⟧', \`TCP $h 587')dnl\n` },
      message: /before MAILER\(`smtp'\)/,
      fixed: {
        "sendmail.mc":
          "OSTYPE(`linux')dnl\nMAILER(`local')dnl\ndefine(`RELAY_MAILER_ARGS', `TCP $h 587')dnl\nMAILER(`smtp')dnl\n",
      },
    },
    "flags behind MAILER": {
      files: { "sendmail.mc": `${mc()}⟦MODIFY_MAILER_FLAGS(\`LOCAL', \`+e')⟧dnl\n` },
      message: /has already written its flags/,
      fixed: {
        "sendmail.mc":
          "OSTYPE(`linux')dnl\nMODIFY_MAILER_FLAGS(`LOCAL', `+e')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
      },
    },
    "flags of a mailer that comes with another one": {
      "sendmail.mc": `${mc()}⟦MODIFY_MAILER_FLAGS(\`ESMTP', \`+e')⟧dnl\n⟦MODIFY_MAILER_FLAGS(\`SHELL', \`-o')⟧dnl\n`,
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
    "flags before MAILER, and those of another mailer": {
      "sendmail.mc": `${mc("MODIFY_MAILER_FLAGS(`LOCAL', `+e')dnl", "MODIFY_MAILER_FLAGS(`ESMTP', `+e')dnl")}MODIFY_MAILER_FLAGS(\`PROCMAIL', \`+e')dnl\nMAILER(\`procmail')dnl\n`,
    },
    "a path that OSTYPE sets whatever is above it, and that a mailer reads below": {
      "sendmail.mc":
        "OSTYPE(`linux')dnl\ndefine(`PROCMAIL_MAILER_PATH', `/opt/procmail')dnl\nMAILER(`local')dnl\nMAILER(`procmail')dnl\n",
    },
    "a define before MAILER": { "sendmail.mc": mc("define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl") },
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
