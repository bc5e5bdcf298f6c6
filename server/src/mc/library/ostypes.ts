// What the OSTYPE files of the distribution set: seen by running each through m4 (test/oracle/mc/effects.test.ts).
import type { Effect } from "./effect.ts";

/** By the name given to OSTYPE. `sets` always, `defaults` only where nothing was defined before. */
export const osTypeEffects: Readonly<Record<string, Effect>> = {
  "a-ux": {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: {
      QUEUE_DIR: "/usr/spool/mqueue",
      UUCP_MAILER_PATH: "/usr/bin/uux",
      LOCAL_MAILER_FLAGS: "mn9",
      LOCAL_MAILER_ARGS: "mail -d -r $f $u",
    },
  },
  aix3: {
    sets: { confEBINDIR: "/usr/lib", confTIME_ZONE: "USE_TZ" },
    defaults: { LOCAL_MAILER_PATH: "/bin/bellmail", LOCAL_MAILER_ARGS: "mail $u", LOCAL_MAILER_FLAGS: "mn9" },
  },
  aix4: {
    sets: { confEBINDIR: "/usr/lib", confTIME_ZONE: "USE_TZ" },
    defaults: { LOCAL_MAILER_PATH: "/bin/bellmail", LOCAL_MAILER_ARGS: "mail -F $g $u", LOCAL_MAILER_FLAGS: "mn9" },
  },
  aix5: {
    sets: { confEBINDIR: "/usr/lib", confTIME_ZONE: "USE_TZ" },
    defaults: { LOCAL_MAILER_PATH: "/bin/bellmail", LOCAL_MAILER_ARGS: "mail -F $g $u", LOCAL_MAILER_FLAGS: "mn9" },
  },
  altos: {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: {
      QUEUE_DIR: "/usr/spool/mqueue",
      UUCP_MAILER_PATH: "/usr/bin/uux",
      LOCAL_MAILER_PATH: "/usr/bin/lmail",
      LOCAL_MAILER_FLAGS: "mPuhCE9",
      LOCAL_MAILER_ARGS: "lmail $u",
      LOCAL_SHELL_FLAGS: "Peu",
      UUCP_MAILER_ARGS: "uux - -r -a$g $h!rmail ($u)",
    },
  },
  "amdahl-uts": { sets: { confEBINDIR: "/usr/lib" }, defaults: { LOCAL_MAILER_FLAGS: "fSn9" } },
  "bsd4.3": { defaults: { QUEUE_DIR: "/usr/spool/mqueue", UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)" } },
  "bsd4.4": {
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
  },
  bsdi: {
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
  },
  "bsdi1.0": {
    messages: ["ostype-bsdi1.0"],
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
  },
  "bsdi2.0": {
    messages: ["ostype-bsdi2.0"],
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
  },
  darwin: {
    sets: { confDONT_BLAME_SENDMAIL: "AssumeSafeChown,GroupWritableDirPathSafe" },
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
    uses: [["MODIFY_MAILER_FLAGS", "LOCAL", "+S"]],
  },
  debian: {
    first: "autoconf",
    sets: {
      confCF_VERSION: "Debian-2+deb12u2",
      confSMTP_LOGIN_MSG:
        "$j Sendmail $v/$Z; $b; (No UCE/UBE) $?{client_addr}logging access from: ${client_name}(${client_resolve})-$_$.",
      confDEAD_LETTER_DROP: "/var/lib/sendmail/dead.letter",
      STATUS_FILE: "/var/lib/sendmail/sendmail.st",
      confHOST_STATUS_DIRECTORY: "/var/lib/sendmail/host_status",
      confCR_FILE: "-o MAIL_SETTINGS_DIR`'relay-domains %[^\\#]",
      confCT_FILE: "MAIL_SETTINGS_DIR`'trusted-users %[^\\#]",
      confCW_FILE: "MAIL_SETTINGS_DIR`'local-host-names %[^\\#]",
      confEBINDIR: "/usr/libexec/sendmail",
      confMUST_QUOTE_CHARS: ".'",
      confME_TOO: "True",
      confDEF_USER_ID: "mail:mail",
      confREJECT_NUL: "true",
      LOCAL_MAILER_PATH: "/usr/sbin/sensible-mda",
      LOCAL_MAILER_ARGS: "sensible-mda $g $u $h ${client_addr}",
      PROCMAIL_MAILER_PATH: "/usr/bin/procmail",
      PROCMAIL_MAILER_ARGS: "procmail -m $h $f $u",
      USENET_MAILER_PATH: "/usr/bin/inews",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g -gC $h!rmail ($u)",
      confBIND_OPTS: "+WorkAroundBrokenAAAA",
      _FFR_MILTER: "",
      _FFR_MAIL_MACRO: "",
    },
    defaults: { _USE_ETC_MAIL_: "" },
    uses: [
      ["MODIFY_MAILER_FLAGS", "LOCAL", "+S"],
      ["MODIFY_MAILER_FLAGS", "LOCAL", "-r"],
      ["MODIFY_MAILER_FLAGS", "LOCAL", "-m"],
    ],
  },
  dgux: {
    sets: { confTIME_ZONE: "USE_TZ", confEBINDIR: "/usr/lib" },
    defaults: { LOCAL_MAILER_FLAGS: "m9" },
    cf: { 6: "E_FORCE_MAIL_LOCAL_=yes\n" },
  },
  domainos: { sets: { confEBINDIR: "/usr/lib" }, defaults: { QUEUE_DIR: "/usr/spool/mqueue" } },
  dragonfly: {
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      LOCAL_MAILER_ARGS: "mail $u",
      UUCP_MAILER_PATH: "/usr/local/bin/uux",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
    uses: [["MODIFY_MAILER_FLAGS", "LOCAL", "+S"]],
  },
  "dynix3.2": { sets: { confEBINDIR: "/usr/lib" }, defaults: { QUEUE_DIR: "/usr/spool/mqueue" } },
  freebsd4: {
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      LOCAL_MAILER_ARGS: "mail $u",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
    uses: [["MODIFY_MAILER_FLAGS", "LOCAL", "+S"]],
  },
  freebsd5: {
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      LOCAL_MAILER_ARGS: "mail $u",
      UUCP_MAILER_PATH: "/usr/local/bin/uux",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
    uses: [["MODIFY_MAILER_FLAGS", "LOCAL", "+S"]],
  },
  freebsd6: {
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      LOCAL_MAILER_ARGS: "mail $u",
      UUCP_MAILER_PATH: "/usr/local/bin/uux",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
    uses: [["MODIFY_MAILER_FLAGS", "LOCAL", "+S"]],
  },
  gnu: {
    sets: { confEBINDIR: "/libexec" },
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/libexec/mail.local",
      LOCAL_MAILER_ARGS: "mail $u",
    },
  },
  hpux10: {
    sets: { confTIME_ZONE: "USE_TZ" },
    defaults: {
      QUEUE_DIR: "/var/spool/mqueue",
      LOCAL_MAILER_PATH: "/usr/bin/rmail",
      LOCAL_MAILER_FLAGS: "m9",
      LOCAL_MAILER_ARGS: "rmail -d $u",
      LOCAL_SHELL_PATH: "/usr/bin/sh",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gC $h!rmail ($u)",
    },
  },
  hpux11: {
    sets: { confTIME_ZONE: "USE_TZ" },
    defaults: {
      LOCAL_MAILER_PATH: "/usr/bin/rmail",
      LOCAL_MAILER_FLAGS: "m9",
      LOCAL_MAILER_ARGS: "rmail -d $u",
      LOCAL_SHELL_PATH: "/usr/bin/sh",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gC $h!rmail ($u)",
    },
  },
  hpux9: {
    sets: { confTIME_ZONE: "USE_TZ", confEBINDIR: "/usr/lib" },
    defaults: {
      QUEUE_DIR: "/usr/spool/mqueue",
      LOCAL_MAILER_PATH: "/bin/rmail",
      LOCAL_MAILER_FLAGS: "m9",
      LOCAL_MAILER_ARGS: "rmail -d $u",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gC $h!rmail ($u)",
    },
  },
  irix4: {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: { LOCAL_MAILER_FLAGS: "Ehm9", QUEUE_DIR: "/usr/spool/mqueue" },
  },
  irix5: {
    sets: {
      LOCAL_MAILER_CHARSET: "iso-8859-1",
      confDEF_USER_ID: "998:998",
      confTIME_ZONE: "USE_TZ",
      confEBINDIR: "/usr/lib",
    },
    defaults: {
      LOCAL_MAILER_FLAGS: "Ehmu9",
      LOCAL_MAILER_ARGS: "mail -s -d $u",
      QUEUE_DIR: "/var/spool/mqueue",
      STATUS_FILE: "/var/sendmail.st",
    },
  },
  irix6: {
    sets: {
      LOCAL_MAILER_CHARSET: "iso-8859-1",
      confDEF_USER_ID: "998:998",
      confTIME_ZONE: "USE_TZ",
      confEBINDIR: "/usr/lib",
    },
    defaults: {
      LOCAL_MAILER_FLAGS: "Ehmu9",
      LOCAL_MAILER_ARGS: "mail -s -d $u",
      QUEUE_DIR: "/var/spool/mqueue",
      STATUS_FILE: "/var/sendmail.st",
    },
  },
  "isc4.1": {
    sets: { confTIME_ZONE: "USE_TZ", confEBINDIR: "/usr/lib" },
    defaults: {
      LOCAL_MAILER_ARGS: "lmail -s $u",
      LOCAL_MAILER_FLAGS: "humS9",
      LOCAL_MAILER_PATH: "/bin/lmail",
      QUEUE_DIR: "/usr/spool/mqueue",
      UUCP_MAILER_ARGS: "uux - -r -gC $h!rmail ($u)",
      UUCP_MAILER_PATH: "/usr/bin/uux",
    },
  },
  linux: {
    sets: { confEBINDIR: "/usr/sbin", PROCMAIL_MAILER_PATH: "/usr/bin/procmail" },
    uses: [["FEATURE", "local_procmail"]],
  },
  maxion: {
    sets: {
      QUEUE_DIR: "/var/spool/mqueue",
      STATUS_FILE: "/var/adm/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/bin/mail",
      LOCAL_SHELL_FLAGS: "ehuP",
      LOCAL_MAILER_ARGS: "mail $u",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gmedium $h!rmail ($u)",
      confEBINDIR: "/usr/ucblib",
    },
  },
  mklinux: {
    sets: { confEBINDIR: "/usr/sbin" },
    defaults: { STATUS_FILE: "/var/log/sendmail.st", PROCMAIL_MAILER_PATH: "/usr/bin/procmail" },
    uses: [["FEATURE", "local_procmail"]],
  },
  mpeix: {
    sets: { confTIME_ZONE: "USE_TZ", confDONT_BLAME_SENDMAIL: "ForwardFileInGroupWritableDirPath" },
    defaults: {
      LOCAL_MAILER_PATH: "/bin/tsmail",
      LOCAL_MAILER_FLAGS: "mu9",
      LOCAL_MAILER_ARGS: "tsmail $u",
      LOCAL_SHELL_PATH: "/bin/sh",
      confDEF_USER_ID: "SERVER.SENDMAIL",
      confTRUSTED_USER: "SERVER.SENDMAIL",
    },
  },
  nextstep: {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: { UUCP_MAILER_PATH: "/usr/bin/uux", QUEUE_DIR: "/usr/spool/mqueue", LOCAL_SHELL_FLAGS: "euP" },
  },
  openbsd: {
    defaults: {
      STATUS_FILE: "/var/log/sendmail.st",
      LOCAL_MAILER_PATH: "/usr/libexec/mail.local",
      LOCAL_MAILER_FLAGS: "rmn9S",
      UUCP_MAILER_ARGS: "uux - -r -z -a$g $h!rmail ($u)",
    },
  },
  osf1: {
    sets: { confDEF_USER_ID: "daemon", confEBINDIR: "/usr/lbin" },
    defaults: { STATUS_FILE: "/usr/adm/sendmail/sendmail.st" },
  },
  powerux: {
    sets: {
      LOCAL_MAILER_PATH: "/usr/bin/rmail",
      LOCAL_MAILER_ARGS: "rmail $u",
      LOCAL_SHELL_FLAGS: "ehuP",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gmedium $h!rmail ($u)",
      confEBINDIR: "/usr/local/lib",
    },
    defaults: { LOCAL_MAILER_FLAGS: "mn9" },
  },
  ptx2: {
    sets: { LOCAL_MAILER_PATH: "/bin/mail", LOCAL_SHELL_FLAGS: "eu", confEBINDIR: "/usr/lib" },
    defaults: { QUEUE_DIR: "/usr/spool/mqueue", LOCAL_MAILER_FLAGS: "fmn9" },
  },
  qnx: {
    sets: {
      QUEUE_DIR: "/usr/spool/mqueue",
      LOCAL_MAILER_ARGS: "mail $u",
      LOCAL_MAILER_PATH: "/usr/bin/mailx",
      UUCP_MAILER_ARGS: "uux - -r -z -a$f $h!rmail ($u)",
    },
    defaults: { LOCAL_MAILER_FLAGS: "Sh" },
  },
  "riscos4.5": {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: { LOCAL_MAILER_ARGS: "rmail -d $u", QUEUE_DIR: "/usr/spool/mqueue" },
  },
  "sco-uw-2.1": {
    sets: {
      LOCAL_MAILER_PATH: "/usr/bin/rmail",
      LOCAL_SHELL_FLAGS: "ehuP",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gmedium $h!rmail ($u)",
      LOCAL_MAILER_ARGS: "rmail $u",
      confEBINDIR: "/usr/lib",
      confTIME_ZONE: "USE_TZ",
    },
    defaults: { LOCAL_MAILER_FLAGS: "fhCEn9" },
  },
  "sco3.2": {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: {
      QUEUE_DIR: "/usr/spool/mqueue",
      UUCP_MAILER_PATH: "/usr/bin/uux",
      LOCAL_MAILER_PATH: "/usr/bin/lmail",
      LOCAL_MAILER_FLAGS: "PuhCE9",
      LOCAL_MAILER_ARGS: "lmail $u",
      LOCAL_SHELL_FLAGS: "Peu",
    },
  },
  sinix: {
    sets: { LOCAL_MAILER_PATH: "/bin/mail.local", confEBINDIR: "/usr/ucblib" },
    defaults: { QUEUE_DIR: "/var/spool/mqueue", STATUS_FILE: "/var/sendmail.st" },
  },
  solaris11: {
    sets: { confEBINDIR: "/usr/lib", confPID_FILE: "/system/volatile/sendmail.pid", _NETINET6_: "" },
    defaults: { UUCP_MAILER_ARGS: "uux - -r -a$g $h!rmail ($u)" },
    uses: [["FEATURE", "local_lmtp"]],
  },
  solaris2: {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: {
      LOCAL_MAILER_PATH: "/usr/lib/mail.local",
      LOCAL_MAILER_FLAGS: "fSmn9",
      LOCAL_MAILER_ARGS: "mail.local -d $u",
      UUCP_MAILER_ARGS: "uux - -r -a$g $h!rmail ($u)",
    },
  },
  "solaris2.ml": {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: {
      LOCAL_MAILER_PATH: "/usr/lib/mail.local",
      LOCAL_MAILER_FLAGS: "fSmn9",
      LOCAL_MAILER_ARGS: "mail.local -d $u",
      UUCP_MAILER_ARGS: "uux - -r -a$g $h!rmail ($u)",
    },
  },
  "solaris2.pre5": {
    sets: { confEBINDIR: "/usr/lib" },
    defaults: {
      LOCAL_MAILER_FLAGS: "SnE9",
      LOCAL_MAILER_ARGS: "mail -f $g -d $u",
      UUCP_MAILER_ARGS: "uux - -r -a$g $h!rmail ($u)",
    },
  },
  solaris8: {
    sets: { confEBINDIR: "/usr/lib", confPID_FILE: "/var/run/sendmail.pid", _NETINET6_: "" },
    defaults: { UUCP_MAILER_ARGS: "uux - -r -a$g $h!rmail ($u)" },
    uses: [["FEATURE", "local_lmtp"]],
  },
  "sunos3.5": { sets: { confEBINDIR: "/usr/lib" } },
  "sunos4.1": { sets: { confEBINDIR: "/usr/lib" } },
  svr4: {
    sets: {
      LOCAL_MAILER_PATH: "/usr/ucblib/binmail",
      LOCAL_SHELL_FLAGS: "ehuP",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gmedium $h!rmail ($u)",
      confEBINDIR: "/usr/ucblib",
    },
  },
  ultrix4: { sets: { confEBINDIR: "/usr/lib" } },
  unicos: {
    sets: {
      ALIAS_FILE: "/usr/lib/aliases",
      HELP_FILE: "/usr/lib/sendmail.hf",
      QUEUE_DIR: "/usr/spool/mqueue",
      STATUS_FILE: "/usr/lib/sendmail.st",
      LOCAL_SHELL_FLAGS: "pxehu",
      confPID_FILE: "/etc/sendmail.pid",
    },
    uses: [
      ["MODIFY_MAILER_FLAGS", "LOCAL", "+aSPpmnxXu"],
      ["MODIFY_MAILER_FLAGS", "SMTP", "+anpeLC"],
    ],
  },
  unicosmk: {
    sets: {
      ALIAS_FILE: "/usr/lib/aliases",
      HELP_FILE: "/usr/lib/sendmail.hf",
      QUEUE_DIR: "/usr/spool/mqueue",
      STATUS_FILE: "/usr/lib/sendmail.st",
      LOCAL_SHELL_FLAGS: "lsDFMpxehuo",
      confPID_FILE: "/etc/sendmail.pid",
    },
    uses: [["MODIFY_MAILER_FLAGS", "SMTP", "+anpeLC"]],
  },
  unicosmp: {
    sets: { LOCAL_MAILER_PATH: "/usr/bin/mail", confTIME_ZONE: "USE_TZ", confEBINDIR: "/usr/lib" },
    defaults: {
      LOCAL_MAILER_FLAGS: "Ehm9",
      LOCAL_MAILER_ARGS: "mail -s -d $u",
      QUEUE_DIR: "/var/spool/mqueue",
      STATUS_FILE: "/var/log/sendmail.st",
    },
  },
  unixware7: {
    sets: { confEBINDIR: "/usr/lib", confTIME_ZONE: "USE_TZ" },
    defaults: {
      QUEUE_DIR: "/var/spool/mqueue",
      LOCAL_MAILER_PATH: "/etc/mail/slocal",
      LOCAL_MAILER_FLAGS: "Puho9",
      LOCAL_MAILER_ARGS: "slocal -user $u",
      LOCAL_SHELL_FLAGS: "Peu",
    },
  },
  unknown: { messages: ["ostype-unknown"] },
  uxpds: {
    sets: {
      confDEF_GROUP_ID: "6",
      LOCAL_MAILER_PATH: "/usr/ucblib/binmail",
      LOCAL_SHELL_FLAGS: "ehuP",
      UUCP_MAILER_ARGS: "uux - -r -a$f -gmedium $h!rmail ($u)",
      confEBINDIR: "/usr/ucblib",
    },
  },
};
