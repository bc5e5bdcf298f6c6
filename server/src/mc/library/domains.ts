// What the DOMAIN and HACK files of the distribution do, and the parts that several library files share.
import type { Effect } from "./effect.ts";

/** Parts of the library that other files read once, by the name of `Effect.first`. */
export const sharedEffects: Readonly<Record<string, Effect & { readonly unless: string }>> = {
  // What Debian's build detected about itself; its ostype and domain files ask for it.
  autoconf: {
    unless: "sm_version",
    sets: {
      SM_VERS: "8.17.1",
      SM_DATE: "2010-10-11 17:53:00",
      SM_MINVERS: "8.15.0",
      SM_MAXVERS: "9.0.0",
      SM_CPYRT: "2010",
      sm_version: "8.17.1.9",
      sm_version_v: "8",
      sm_version_r: "17",
      sm_version_major: "8.17",
      sm_version_minor: "1",
      sm_version_beta: "",
      sm_version_math: "528641",
      sm_enable_regex: "yes",
      sm_enable_ndbm: "no",
      sm_enable_newdb: "yes",
      sm_newdb_lib: "-ldb",
      sm_enable_nis: "yes",
      sm_enable_nisplus: "yes",
      sm_enable_ldap: "yes",
      sm_ldap_lib: "-lldap -llber",
      sm_enable_hesiod: "no",
      sm_hesiod_parms: "",
      sm_enable_tcpd: "yes",
      sm_enable_ipv6: "yes",
      sm_enable_maillock: "yes",
      sm_enable_milter: "yes",
      sm_enable_sfio: "no",
      sm_enable_auth: "yes",
      sm_auth_lib: "2",
      sm_enable_tls: "yes",
      sm_enable_shm: "yes",
    },
  },
};

const sharedWithDebian = {
  confCONTROL: "/var/run/sendmail",
  timeouts: { confTO_DATAINIT: "2m", confTO_RSET: "1m", confTO_QUIT: "2m", confTO_COMMAND: "5m", confTO_IDENT: "5s" },
};

/** By the name given to DOMAIN. */
export const domainEffects: Readonly<Record<string, Effect>> = {
  "Berkeley.EDU": {
    uses: [
      ["DOMAIN", "berkeley-only"],
      ["define", "BITNET_RELAY", "bitnet-relay.Berkeley.EDU"],
      ["define", "UUCP_RELAY", "uucp-relay.Berkeley.EDU"],
      ["define", "confFORWARD_PATH", "$z/.forward.$w:$z/.forward"],
      ["define", "confCW_FILE", "-o /etc/sendmail.cw"],
      ["define", "confDONT_INIT_GROUPS", "True"],
      ["FEATURE", "redirect"],
      ["FEATURE", "use_cw_file"],
      ["FEATURE", "stickyhost"],
    ],
  },
  "CS.Berkeley.EDU": {
    uses: [
      ["DOMAIN", "Berkeley.EDU"],
      ["HACK", "cssubdomain"],
      ["define", "confUSERDB_SPEC", "/usr/sww/share/lib/users.cs.db,/usr/sww/share/lib/users.eecs.db"],
    ],
  },
  "EECS.Berkeley.EDU": {
    uses: [
      ["DOMAIN", "Berkeley.EDU"],
      ["MASQUERADE_AS", "EECS.Berkeley.EDU"],
    ],
  },
  "S2K.Berkeley.EDU": {
    uses: [
      ["DOMAIN", "CS.Berkeley.EDU"],
      ["MASQUERADE_AS", "postgres.Berkeley.EDU"],
    ],
  },
  "berkeley-only": { messages: ["domain-berkeley-only"] },
  generic: {
    sets: {
      confFORWARD_PATH: "$z/.forward.$w+$h:$z/.forward+$h:$z/.forward.$w:$z/.forward",
      confMAX_HEADERS_LENGTH: "32768",
    },
    uses: [
      ["FEATURE", "redirect"],
      ["FEATURE", "use_cw_file"],
      ["EXPOSED_USER", "root"],
    ],
  },
  "debian-mta": {
    first: "autoconf",
    sets: {
      DEBIAN_MTA: "",
      STATUS_FILE: "/var/lib/sendmail/sendmail.st",
      confHOST_STATUS_DIRECTORY: "/var/lib/sendmail/host_status",
      confPID_FILE: `${sharedWithDebian.confCONTROL}/mta/sendmail.pid`,
      confCONTROL_SOCKET_NAME: `${sharedWithDebian.confCONTROL}/mta/smcontrol`,
      confPROCESS_TITLE_PREFIX: "MTA",
      confMAX_DAEMON_CHILDREN: "0",
      confRRT_IMPLIES_DSN: "False",
      confSAFE_FILE_ENV: "/",
      confSAFE_QUEUE: "True",
      confTO_ICONNECT: "2m",
      confTO_MAIL: "2m",
      ...sharedWithDebian.timeouts,
      confMAX_HOP: "100",
      confQUEUE_FILE_MODE: "0640",
      confTEMP_FILE_MODE: "0640",
      confPRIVACY_FLAGS: "    restrictqrun,restrictexpand",
      confMAX_RUNNERS_PER_QUEUE: "5",
    },
    defaults: { confTRUSTED_USER: "smmta" },
    appends: {
      confDONT_BLAME_SENDMAIL:
        ",AssumeSafeChown,ForwardFileInGroupWritableDirPath,GroupWritableForwardFileSafe,GroupWritableIncludeFileSafe,IncludeFileInGroupWritableDirPath,DontWarnForwardFileInUnsafeDirPath,TrustStickyBit,NonRootSafeAddr,GroupWritableIncludeFile,GroupReadableDefaultAuthInfoFile",
    },
  },
  "debian-msp": {
    first: "autoconf",
    sets: {
      DEBIAN_MSP: "",
      confCF_VERSION: "Submit",
      MSP_QUEUE_DIR: "/var/spool/mqueue-client",
      STATUS_FILE: "/var/lib/sendmail/sm-client.st",
      confHOST_STATUS_DIRECTORY: "",
      confPID_FILE: `${sharedWithDebian.confCONTROL}/msp/sendmail.pid`,
      confCONTROL_SOCKET_NAME: `${sharedWithDebian.confCONTROL}/msp/smcontrol`,
      confPROCESS_TITLE_PREFIX: "MSP",
      confRRT_IMPLIES_DSN: "False",
      confSAFE_FILE_ENV: "/",
      confSAFE_QUEUE: "True",
      confQUEUE_FILE_MODE: "0660",
      confTEMP_FILE_MODE: "0640",
      confTO_ICONNECT: "2s",
      confTO_MAIL: "2m",
      ...sharedWithDebian.timeouts,
      confTO_HOSTSTATUS: "0",
      confRUN_AS_USER: "smmsp",
      confTRUSTED_USER: "smmsp",
    },
    uses: [["FEATURE", "no_default_msa"]],
  },
};

/** By the name given to HACK. */
export const hackEffects: Readonly<Record<string, Effect>> = {
  cssubdomain: {},
  debian_auth: {
    run: (call) => {
      const users = call.definition("confTRUSTED_USERS");
      call.define("confDEF_AUTH_INFO", "MAIL_SETTINGS_DIR`'default-auth-info");
      call.define("confTRUSTED_USERS", users === undefined ? "sendmail" : `${users},sendmail`);
    },
    cf: { 9: "SLocal_trust_auth\n" },
  },
  dnsblaccess: {
    run: (call) => {
      if (!call.isDefined("_ACCESS_TABLE_")) call.message("dnsblaccess-needs-access-db");
      call.define("_EDNSBL_R_", "1");
      call.define("_EDNSBL_SRV_", call.arg(1));
    },
  },
  msp_nullclient: {
    undefines: ["ALIAS_FILE"],
    run: (call) => {
      if (call.arg(1) === "") call.message("msp-nullclient-without-argument");
      else call.define("_NULL_CLIENT_", call.arg(1));
      const hub = call.arg(1) || "_NULL_CLIENT_";
      if (!call.isDefined("DEBIAN_MSP")) call.use("DOMAIN", "debian-msp");
      for (const name of ["MAIL_HUB", "SMART_HOST"]) call.use("define", name, hub);
      call.use("define", "confFORWARD_PATH", "");
      call.use("define", "confUSE_MSP", "True");
      call.use("define", "confPRIVACY_FLAGS", "goaway,noetrn");
      call.use("define", "confRUN_AS_USER", "mail");
      call.use("define", "confTRUSTED_USER", "confRUN_AS_USER");
      const queue = call.definition("MSP_QUEUE_DIR") ?? "/var/spool/mqueue-client";
      call.use("define", "QUEUE_DIR", queue);
      call.use("define", "confQUEUE_FILE_MODE", "0660");
      if (!call.isDefined("confFROM_HEADER")) call.use("define", "confFROM_HEADER", "<$g>");
      call.define("_DEF_LOCAL_MAILER_FLAGS", "lsDFM5q");
      call.use("FEATURE", "no_default_msa");
      if (!call.definition("_DPO_")) call.use("DAEMON_OPTIONS", "Name=NoMTA, Addr=127.0.0.1, M=E");
      call.use("MASQUERADE_AS", hub);
      call.use("FEATURE", "allmasquerade");
      call.use("FEATURE", "masquerade_envelope");
      call.use("MAILER", "local");
      call.use("MAILER", "smtp");
    },
  },
  nodns: {
    undefines: ["confBIND_OPTS"],
    sets: {
      confSERVICE_SWITCH_FILE: "/etc/mail/service.switch-nodns",
      confDONT_PROBE_INTERFACES: "True",
    },
    uses: [["FEATURE", "nocanonify"]],
  },
  spamtrap: { silent: true, cf: { 9: "SLocal_check_rcpt\nScheck_eoh\n" } },
  virthost_by_ip: {
    first: "autoconf",
    sets: {
      confSMTP_LOGIN_MSG:
        "$?{if_name}${if_name}$|$j$. Sendmail $v/$Z; $b; (No UCE/UBE) $?{client_addr}logging access from: ${client_name}(${client_resolve})-$_$.",
      _REC_BY_: "$.by $?{if_name}${if_name}$|$j$. ($v/$Z)$?r with $r$. id $i$?{tls_version}",
      confRECEIVED_HEADER:
        "_REC_HDR_\n\t_REC_FULL_AUTH_$?{auth_ssf} bits=${auth_ssf}$.)\n\t_REC_BY_\n\t_REC_TLS_\n\t_REC_END_",
    },
  },
  xconnect: {
    run: (call) => {
      if (!call.isDefined("_ACCESS_TABLE_")) call.message("xconnect-needs-access-db");
    },
  },
};
