// What each MAILER file of the distribution sets where the .mc has not: seen in cf/mailer/*.m4 and asked of m4 by test.
import type { Effect } from "./effect.ts";

/** By the name given to MAILER. */
export const mailerEffects: Readonly<Record<string, Effect>> = {
  cyrus: {
    defaults: {
      CYRUS_MAILER_FLAGS: "Ah5@/:|",
      CYRUS_MAILER_PATH: "/usr/sbin/cyrdeliver",
      CYRUS_MAILER_ARGS: "cyrdeliver -e -m $h -- $u",
      CYRUS_MAILER_USER: "cyrus:mail",
      CYRUS_BB_MAILER_FLAGS: "u",
      CYRUS_BB_MAILER_ARGS: "cyrdeliver -e -m $u",
    },
  },
  cyrusv2: {
    defaults: {
      _DEF_CYRUSV2_MAILER_FLAGS: "lsDFMnqXz",
      CYRUSV2_MAILER_FLAGS: "A@/:|m",
      CYRUSV2_MAILER_ARGS: "FILE /var/run/cyrus/socket/lmtp",
    },
  },
  fax: {
    defaults: {
      FAX_MAILER_ARGS: "faxmail -d $u@$h $f",
      FAX_MAILER_PATH: "/usr/bin/faxmail",
      FAX_MAILER_MAX: "100000",
    },
  },
  local: {
    defaults: {
      _DEF_LOCAL_MAILER_FLAGS: "lsDFMAw5:/|@q",
      LOCAL_MAILER_FLAGS: "Prmn9",
      LOCAL_MAILER_PATH: "/bin/mail",
      LOCAL_MAILER_ARGS: "mail -d $u",
      LOCAL_MAILER_DSN_DIAGNOSTIC_CODE: "X-Unix",
      _DEF_LOCAL_SHELL_FLAGS: "lsDFMoq",
      LOCAL_SHELL_FLAGS: "eu9",
      LOCAL_SHELL_PATH: "/bin/sh",
      LOCAL_SHELL_ARGS: "sh -c $u",
      LOCAL_SHELL_DIR: "$z:/",
    },
  },
  mail11: {
    sets: { _USE_DECNET_SYNTAX_: "" },
    defaults: {
      MAIL11_MAILER_PATH: "/usr/etc/mail11",
      MAIL11_MAILER_FLAGS: "nsFx",
      MAIL11_MAILER_ARGS: "mail11 $g $x $h $u",
    },
  },
  phquery: {
    defaults: { PH_MAILER_PATH: "/usr/local/etc/phquery", PH_MAILER_FLAGS: "ehmu", PH_MAILER_ARGS: "phquery -- $u" },
  },
  pop: { defaults: { POP_MAILER_PATH: "/usr/lib/mh/spop", POP_MAILER_FLAGS: "Penu", POP_MAILER_ARGS: "pop $u" } },
  procmail: {
    run: (call) => {
      if (!call.isDefined("PROCMAIL_MAILER_PATH"))
        call.define("PROCMAIL_MAILER_PATH", call.definition("PROCMAIL_PATH") ?? "/usr/local/bin/procmail");
    },
    defaults: { PROCMAIL_MAILER_FLAGS: "SPhnu9", PROCMAIL_MAILER_ARGS: "procmail -Y -m $h $f $u" },
  },
  qpage: {
    defaults: {
      QPAGE_MAILER_PATH: "/usr/local/bin/qpage",
      QPAGE_MAILER_FLAGS: "mDFMs",
      QPAGE_MAILER_ARGS: "qpage -l0 -m -P$u",
      QPAGE_MAILER_MAX: "4096",
    },
  },
  smtp: {
    defaults: {
      _DEF_SMTP_MAILER_FLAGS: "mDFMuX",
      SMTP_MAILER_FLAGS: "",
      SMTP_MAILER_LL: "990",
      RELAY_MAILER_LL: "2040",
      RELAY_MAILER_FLAGS: "SMTP_MAILER_FLAGS",
      SMTP_MAILER_ARGS: "TCP $h",
      ESMTP_MAILER_ARGS: "TCP $h",
      SMTP8_MAILER_ARGS: "TCP $h",
      DSMTP_MAILER_ARGS: "TCP $h",
      RELAY_MAILER_ARGS: "TCP $h",
    },
  },
  ssh: {
    defaults: {
      SSH_MAILER_PATH: "/usr/bin/ssh",
      SSH_REMOTE_COMMAND: "/usr/sbin/sendmail -bs",
      _DEF_SSH_MAILER_FLAGS: "mDFMuX",
      SSH_MAILER_FLAGS: "",
      SSH_MAILER_ARGS: "ssh -o BatchMode=yes -o EscapeChar=none  -- SSH_MAILER_HOST /usr/sbin/sendmail -bs",
      SSH_MAILER_HOST: "$h",
    },
    run: (call) => {
      if (!call.isDefined("SSH_MAILER_USER")) call.message("ssh-without-user");
      if (!call.isDefined("SSH_MAILER_DIR")) call.message("ssh-without-dir");
    },
  },
  usenet: {
    defaults: {
      USENET_MAILER_PATH: "/usr/lib/news/inews",
      USENET_MAILER_FLAGS: "rsDFMmn",
      USENET_MAILER_ARGS: "inews -m -h -n",
    },
  },
  uucp: {
    run: (call) => {
      if (!call.isDefined("_MAILER_smtp_")) call.message("uucp-before-smtp");
    },
    defaults: {
      UUCP_MAILER_PATH: "/usr/bin/uux",
      UUCP_MAILER_ARGS: "uux - -r -a$g -gC $h!rmail ($u)",
      UUCP_MAILER_FLAGS: "",
      UUCP_MAILER_MAX: "ifdef(`UUCP_MAX_SIZE', `UUCP_MAX_SIZE', 100000)",
    },
  },
  xagent: {
    defaults: {
      XAGENT_MAILER_PATH: "/usr/lib/xagent",
      XAGENT_MAILER_FLAGS: "DFMueXLn",
      XAGENT_MAILER_ARGS: "xagent $h $u",
    },
  },
};
