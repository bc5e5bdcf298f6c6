import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const define = (name: string, value: string) => ({ "sendmail.mc": mc(`define(\`${name}', \`${value}')dnl`) });

testRule(rule, {
  finds: {
    "a text map whose columns nobody names": {
      files: { "sendmail.mc": mc("FEATURE(`virtusertable', `⟦text⟧ /etc/mail/virtusertable')dnl") },
      message: /answers with the key/,
      fixed: { "sendmail.mc": mc("FEATURE(`virtusertable', `text -k0 -v1 /etc/mail/virtusertable')dnl") },
    },
    "an option of a .cf that has no .mc": {
      files: { "sendmail.cf": "V10/Berkeley\nO MinFreeBlocks=⟦many⟧\n" },
      message: /MinFreeBlocks/,
    },
    "an option of the old form": { "sendmail.cf": "V10/Berkeley\nOb⟦many⟧\n" },
    "a truth value that sendmail reads as false": {
      files: define("confALLOW_BOGUS_HELO", "⟦1⟧"),
      message: /"1" as false/,
      fixed: define("confALLOW_BOGUS_HELO", "True"),
    },
    "on for true": define("confREJECT_NUL", "⟦on⟧"),
    "true in signs": { files: define("confREJECT_NUL", "⟦(True)⟧"), fixed: define("confREJECT_NUL", "True") },
    "a word that is neither true nor false": {
      files: define("confREJECT_NUL", "⟦oui⟧"),
      severity: "warning",
      fixes: [],
    },
    "a sign after a number, which changes nothing": {
      files: define("confMAX_HOP", "⟦25;⟧"),
      severity: "information",
      fixed: define("confMAX_HOP", "25"),
    },
    "a number that is too large": { files: define("confMAX_HOP", "⟦99999999999⟧"), severity: "warning" },
    "a variable of the shell in the arguments of a feature": {
      files: { "sendmail.mc": mc("FEATURE(`local_procmail', `/usr/bin/procmail', `⟦procmail -Y -d $USER⟧')dnl") },
      message: /\$USER: variables of the shell/,
    },
    "a variable of the shell in MASQUERADE_AS": { "sendmail.mc": mc("MASQUERADE_AS(`⟦$RELAY⟧')dnl") },
    "a variable of the shell in a mailer of a .cf": {
      "sendmail.cf": "V10/Berkeley\nMfax, P=/usr/bin/fax, F=lsDFM, A=⟦fax $USER $u⟧\n",
    },
    "a size with a letter in a mailer of a .cf": {
      files: { "sendmail.cf": "V10/Berkeley\nMfax, P=/usr/bin/fax, F=lsDFM, M=⟦10M⟧, A=fax $u\n" },
      severity: "warning",
      message: /"10M" as 10: M= is the size/,
    },
    "a word for a number of recipients": {
      files: { "sendmail.cf": "V10/Berkeley\nMfax, P=/usr/bin/fax, F=lsDFM, r=⟦ten⟧, A=fax $u\n" },
      message: /as 0/,
    },
    "quotes around the letters of a mailer": {
      files: { "sendmail.cf": "V10/Berkeley\nMfax, P=/usr/bin/fax, F=⟦'lsDFM'⟧, A=fax $u\n" },
      message: /row of letters/,
    },
    "a sign between the letters of a mailer": {
      "sendmail.cf": "V10/Berkeley\nMfax, P=/usr/bin/fax, F=⟦ls+D⟧, A=fax $u\n",
    },
    "a variable of the shell in a path": define("confPID_FILE", "⟦$HOME/pid⟧"),
    "a size with a letter": {
      files: define("confMAX_MESSAGE_SIZE", "⟦10M⟧"),
      message: /"10M" as 10 bytes/,
      fixed: define("confMAX_MESSAGE_SIZE", "10485760"),
    },
    "a word for a number": define("confLOG_LEVEL", "⟦high⟧"),
    "a time with a word as unit": {
      files: define("confTO_QUEUERETURN", "⟦5 days⟧"),
      fixed: define("confTO_QUEUERETURN", "5d"),
    },
    "a capital unit": { files: define("confTO_IDENT", "⟦5S⟧"), fixed: define("confTO_IDENT", "5s") },
    "a fraction of an hour": { files: define("confTO_QUEUEWARN", "⟦1.5h⟧"), fixes: [] },
    "an unknown delivery mode": { files: define("confDELIVERY_MODE", "⟦fast⟧"), message: /background/ },
    "a mode that is not octal": define("confTEMP_FILE_MODE", "⟦rw⟧"),
    "a value put together by m4": {
      "sendmail.mc": mc("define(`SIZE', `10')dnl", "define(`⟦confMAX_MESSAGE_SIZE⟧', `SIZE`'M')dnl"),
    },
    "a word for true where another word is known, too": {
      files: { "sendmail.mc": mc("define(`confDONT_PROBE_INTERFACES', `⟦1⟧')dnl") },
      fixed: { "sendmail.mc": mc("define(`confDONT_PROBE_INTERFACES', `True')dnl") },
    },
    "a name that contains itself": {
      files: { "sendmail.mc": mc("define(`confDOMAIN_NAME', `⟦$j.example.com⟧')dnl") },
      message: /recursion/,
    },
    "a pause in seconds": {
      files: { "sendmail.mc": mc("FEATURE(`greet_pause', `⟦5⟧')dnl") },
      severity: "warning",
      message: /milliseconds/,
      fixed: { "sendmail.mc": mc("FEATURE(`greet_pause', `5000')dnl") },
    },
    "a pause with a unit": {
      files: { "sendmail.mc": mc("FEATURE(`greet_pause', `⟦3s⟧')dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`greet_pause', `3000')dnl") },
    },
    "a pause with a unit that nobody reads": {
      files: { "sendmail.mc": mc("FEATURE(`greet_pause', `⟦500s⟧')dnl") },
      message: /^The pause is 500 milliseconds, whatever unit is written after them\./,
      fixed: { "sendmail.mc": mc("FEATURE(`greet_pause', `500000')dnl") },
    },
    "a pause that is no number": { "sendmail.mc": mc("FEATURE(`greet_pause', `⟦long⟧')dnl") },
    "a mode with a capital": {
      files: define("confDELIVERY_MODE", "⟦Background⟧"),
      message: /lower case/,
      fixed: define("confDELIVERY_MODE", "background"),
    },
    "a size of a mailer with a letter": {
      files: define("SMTP_MAILER_MAX", "⟦10M⟧"),
      message: /as 10 bytes/,
      fixed: define("SMTP_MAILER_MAX", "10485760"),
    },
    "a number of a mailer that is none": define("SMTP_MAILER_MAXRCPTS", "⟦ten⟧"),
    "a reply code in the greeting": {
      files: define("confSMTP_LOGIN_MSG", "⟦220 ⟧$j ESMTP"),
      severity: "warning",
      fixed: define("confSMTP_LOGIN_MSG", "$j ESMTP"),
    },
    "a variable of another program": {
      files: define("confSMTP_LOGIN_MSG", "⟦$myhostname⟧ ESMTP"),
      message: /\$m and the text "yhostname"/,
      fixed: define("confSMTP_LOGIN_MSG", "$j ESMTP"),
    },
    "a variable of the shell": { files: define("confDOMAIN_NAME", "⟦$HOSTNAME⟧"), fixes: [] },
  },
  silent: {
    "mailers as the library writes them": {
      "sendmail.cf":
        "V10/Berkeley\nMprocmail, P=/usr/bin/procmail, F=DFMSPhnu9, M=0, m=20, r=100, L=2040, N=-5, A=procmail -Y -m $h $f $u\nMlocal, P=/usr/bin/procmail, F=lsDFMAw5:/|@qSPfhn9, A=procmail -a $h -d $u\nMsmtp, P=[IPC], F=m D F M u X, A=TCP $h\n",
    },
    "a comment after a value, which sendmail cuts off": define("confTO_IDENT", "5m # short"),
    "a number with a plus": define("confMAX_HOP", "+25"),
    "words that mean false to people": define("confREJECT_NUL", "off"),
    "macros of sendmail in a text": define("confSMTP_LOGIN_MSG", "$j Sendmail $v/$Z; $b"),
    conditions: define("confRECEIVED_HEADER", "$?sfrom $s $.by $j id $i"),
    "a mode in small letters": define("confDELIVERY_MODE", "queueonly"),
    "a size of a mailer": define("SMTP_MAILER_MAX", "10000000"),
    "pauses in milliseconds": { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`greet_pause', `5000')dnl") },
    "all but the loopback interfaces": { "sendmail.mc": mc("define(`confDONT_PROBE_INTERFACES', `loopback')dnl") },
    "a name made of another": { "sendmail.mc": mc("define(`confDOMAIN_NAME', `$w.example.com')dnl") },
    "a pause with the unit that it has anyway": { "sendmail.mc": mc("FEATURE(`greet_pause', `5000ms')dnl") },
    "no pause": { "sendmail.mc": mc("FEATURE(`greet_pause', `0')dnl") },
    "a good value in a .cf": { "sendmail.cf": "V10/Berkeley\nO MinFreeBlocks=100\nO Timeout.initial=5m\n" },
    "a .cf whose .mc is there": { "sendmail.mc": "OSTYPE(`linux')dnl\n", "sendmail.cf": "O MinFreeBlocks=many\n" },
    "values as they should be": {
      "sendmail.mc": mc(
        "define(`confTO_QUEUERETURN', `1h30m')dnl",
        "define(`confTO_IDENT', `0')dnl",
        "define(`confMAX_MESSAGE_SIZE', `10485760')dnl",
        "define(`confDELIVERY_MODE', `bg')dnl",
        "define(`confTEMP_FILE_MODE', `0600')dnl",
        "define(`confALLOW_BOGUS_HELO', `yes')dnl",
      ),
    },
    "a way to say false that works": define("confALLOW_BOGUS_HELO", "off"),
    "a word that an option takes besides true and false": define("confDONT_PROBE_INTERFACES", "loopback"),
    "the names of delays": define("confSAFE_QUEUE", "postmilter"),
    "a value that was replaced later": {
      "sendmail.mc": mc("define(`confLOG_LEVEL', `high')dnl", "define(`confLOG_LEVEL', `9')dnl"),
    },
    "two limits in one": define("confMAX_MIME_HEADER_LENGTH", "256/128"),
    "a name that sendmail does not have": define("confSOMETHING", "on"),
  },
});
