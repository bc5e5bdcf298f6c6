// What each FEATURE file of the distribution does: the names it sets (users and other files test them), its maps, its messages.
import type { Effect, EffectCall, MapEffect } from "./effect.ts";
import type { MessageId } from "./messages.ts";

/** A feature that only sets one name. */
const flag = (name: string, value = "1"): Effect => ({ sets: { [name]: value } });

/** A feature that only declares a table. */
const table = (name: string, map: MapEffect): Effect => ({ sets: { [name]: "" }, map });

/** The access map that the library expects is not on. */
const needsAccessDb = (call: EffectCall, id: MessageId): void => {
  if (!call.isDefined("_ACCESS_TABLE_")) call.message(id);
};

/** Complains where MAILER(`local') came before. */
const beforeLocal =
  (id: MessageId, then?: (call: EffectCall) => void) =>
  (call: EffectCall): void => {
    if (call.isDefined("_MAILER_local_")) call.message(id);
    then?.(call);
  };

/** `conncontrol` and `ratecontrol`: the same arguments, the same complaints. */
function clientLimit(feature: "conncontrol" | "ratecontrol", prefix: "_CONN_CONTROL" | "_RATE_CONTROL"): Effect {
  return {
    run: (call) => {
      if (call.isDefined("_ACCESS_TABLE_")) {
        call.define(`${prefix}_`, "1");
        if (call.arg(1) !== "") {
          if (call.arg(1).toLowerCase() !== "nodelay") call.message(`${feature}-unknown-parameter`, call.arg(1));
          else if (!call.isDefined("_DELAY_CHECKS_")) call.message(`${feature}-needs-delay-checks`);
          else {
            call.define(`${prefix}_IMMEDIATE_`, "1");
            call.define("_CONTROL_IMMEDIATE_", "1");
          }
        }
        call.define("_FFR_SRCHLIST_A", "1");
        if (call.arg(2) === "terminate") call.define(`${prefix}_REPLY`, "421");
        else if (call.arg(2) !== "") call.message(`${feature}-unknown-argument`, call.arg(2));
      } else call.message(`${feature}-needs-access-db`);
      if (!call.isDefined(`${prefix}_REPLY`)) call.define(`${prefix}_REPLY`, "452");
    },
  };
}

/** `nouucp` and `nopercenthack`: `reject` or `nospecial`. */
function rejectOrNospecial(feature: "nouucp" | "nopercenthack", name: string): Effect {
  return {
    run: (call) => {
      const first = call.arg(1).charAt(0);
      if (first === "") {
        call.message(`${feature}-without-argument`);
        call.define(name, "e");
      } else if (first === "r" || first === "n") call.define(name, first);
      else call.message(`${feature}-illegal-argument`);
    },
  };
}

const accessWords: Readonly<Record<string, string>> = {
  skip: "_ACCESS_SKIP_",
  lookupdotdomain: "_LOOKUPDOTDOMAIN_",
  relaytofulladdress: "_RELAY_FULL_ADDR_",
};

function accessDb(call: EffectCall): void {
  const spec = call.arg(1);
  for (const n of [2, 3, 4]) {
    const name = accessWords[call.arg(n).toLowerCase()];
    if (name !== undefined) call.define(name, "1");
  }
  if (spec !== "" && spec !== "LDAP" && !spec.startsWith("sequence ") && !spec.includes("<TMPF>"))
    call.message("access-db-without-tmpf", spec);
  if (call.isDefined("_GREET_PAUSE_")) call.message("greet-pause-before-access-db");
}

function delayChecks(call: EffectCall): void {
  call.define("_DELAY_CHECKS_", "1");
  const first = call.arg(1).charAt(0).toLowerCase();
  if (first === "f") call.define("_SPAM_FRIEND_", "1");
  else if (first === "h") call.define("_SPAM_HATER_", "1");
  else if (first !== "") call.message("delay-checks-illegal-argument");
  if (first === "f" || first === "h") call.define("_SPAM_FH_", "1");
  if (call.arg(2) === "") call.define("_DELAY_COMPAT_8_10_", "1");
}

const passing: Readonly<Record<string, string>> = { "": "_PASS_THROUGH_", passthru: "_PASS_THROUGH_" };

function ldapRouting(call: EffectCall): void {
  if (call.arg(1) === "" || call.arg(2) === "") call.define("_LDAP_ROUTING_WARN_", "yes");
  if (call.arg(5) !== "") call.define("_LDAP_ROUTE_NODOMAIN_", "yes");
  call.define("_LDAP_ROUTING_", passing[call.arg(3)] ?? "_MUST_EXIST_");
  if (call.arg(3) === "sendertoo") call.define("_LDAP_SENDER_MUST_EXIST_", "");
  if (call.arg(4) === "strip") call.define("_LDAP_ROUTE_DETAIL_", "_STRIP_");
  if (call.arg(4) === "preserve") call.define("_LDAP_ROUTE_DETAIL_", "_PRESERVE_");
  if (call.arg(6) === "tempfail") call.define("_LDAP_ROUTE_MAPTEMP_", "_TEMPFAIL_");
  else if (call.arg(6) === "queue" || call.arg(6) === "") call.define("_LDAP_ROUTE_MAPTEMP_", "_QUEUE_");
}

/** The submission program's configuration: it hands everything to the daemon on a host. */
function msp(call: EffectCall): void {
  const define = (name: string, value: string) => call.use("define", name, value);
  const orDefine = (name: string, value: string) => {
    if (!call.isDefined(name)) define(name, value);
  };
  call.use("undefine", "ALIAS_FILE");
  define("confDELIVERY_MODE", "i");
  define("confUSE_MSP", "True");
  define("confFORWARD_PATH", "");
  define("confPRIVACY_FLAGS", "goaway,noetrn,restrictqrun");
  define("confDONT_PROBE_INTERFACES", "True");
  const user = call.definition("confRUN_AS_USER") ?? "smmsp";
  orDefine("confRUN_AS_USER", user);
  orDefine("confTRUSTED_USER", user.split(":")[0] ?? user);
  const queue = call.definition("MSP_QUEUE_DIR") ?? "/var/spool/clientmqueue";
  define("QUEUE_DIR", queue);
  call.define("_MTA_HOST_", call.arg(1) || "[localhost]");
  if (call.arg(2) === "MSA") define("RELAY_MAILER_ARGS", "TCP $h 587");
  orDefine("confPID_FILE", `${queue}/sm-client.pid`);
  define("confQUEUE_FILE_MODE", "0660");
  const status = call.definition("STATUS_FILE");
  define("STATUS_FILE", status?.replace(/sendmail\.st.*/s, "sm-client.st") ?? `${queue}/sm-client.st`);
  call.use("FEATURE", "no_default_msa");
  if (!call.definition("_DPO_")) call.use("DAEMON_OPTIONS", "Name=NoMTA, Addr=127.0.0.1, M=E");
  call.define("_DEF_LOCAL_MAILER_FLAGS", "");
  call.define("_DEF_LOCAL_SHELL_FLAGS", "");
  define("LOCAL_MAILER_PATH", "[IPC]");
  define("LOCAL_MAILER_FLAGS", "lmDFMuXkw5");
  define("LOCAL_MAILER_ARGS", "TCP $h");
  define("LOCAL_MAILER_DSN_DIAGNOSTIC_CODE", "SMTP");
  define("LOCAL_SHELL_PATH", "[IPC]");
  define("LOCAL_SHELL_FLAGS", "lmDFMuXk5");
  define("LOCAL_SHELL_ARGS", "TCP $h");
  for (const mailer of ["SMTP", "ESMTP", "DSMTP", "SMTP8"]) call.use("MODIFY_MAILER_FLAGS", mailer, "+k5");
  call.use("MODIFY_MAILER_FLAGS", "RELAY", "+k");
  call.use("MAILER", "local");
  call.use("MAILER", "smtp");
}

/** By the name given to FEATURE. */
export const featureEffects: Readonly<Record<string, Effect>> = {
  accept_unqualified_senders: flag("_ACCEPT_UNQUALIFIED_SENDERS_"),
  accept_unresolvable_domains: flag("_ACCEPT_UNRESOLVABLE_DOMAINS_"),
  access_db: {
    sets: { _ACCESS_TABLE_: "", _TAG_DELIM_: ":", _ATMPF_: "<TMPF>" },
    map: { name: "access", file: "access", flags: "-T<TMPF>" },
    run: accessDb,
  },
  allmasquerade: {
    run: beforeLocal("allmasquerade-after-local", (call) => {
      if (call.isDefined("_MAILER_uucp_")) call.message("allmasquerade-after-uucp");
      call.define("_ALL_MASQUERADE_", "1");
    }),
  },
  always_add_domain: {
    run: beforeLocal("always-add-domain-after-local", (call) => call.define("_ALWAYS_ADD_DOMAIN_", call.arg(1))),
  },
  authinfo: table("_AUTHINFO_TABLE_", { name: "authinfo", file: "authinfo" }),
  badmx: flag("_BADMX_CHK_"),
  bcc: {
    silent: true,
    sets: { _ADD_BCC_: "1" },
    run: (call) => {
      if (call.arg(1).toLowerCase() !== "access") return;
      call.define("_BCC_ACCESS_", "1");
      needsAccessDb(call, "bcc-needs-access-db");
    },
  },
  bestmx_is_local: {
    sets: { _LOCAL_RULES_: "1" },
    run: (call) => {
      call.define("_BESTMX_IS_LOCAL_", call.arg(1));
      if (call.arg(1) !== "") call.write(6, `CB${call.arg(1)}\n`);
    },
  },
  bitdomain: table("_BITDOMAIN_TABLE_", { name: "bitdomain", file: "bitdomain" }),
  blacklist_recipients: { messages: ["blacklist-recipients-deprecated"], uses: [["FEATURE", "blocklist_recipients"]] },
  block_bad_helo: {
    sets: { _BLOCK_BAD_HELO_: "" },
    uses: [
      ["RELAY_DOMAIN", "127.0.0.1"],
      ["RELAY_DOMAIN", "IPv6:0:0:0:0:0:0:0:1 IPv6:::1"],
      ["LOCAL_DOMAIN", "[127.0.0.1]"],
      ["LOCAL_DOMAIN", "[IPv6:0:0:0:0:0:0:0:1] [IPv6:::1]"],
    ],
  },
  blocklist_recipients: {
    run: (call) => {
      needsAccessDb(call, "blocklist-recipients-needs-access-db");
      if (call.isDefined("_ACCESS_TABLE_")) call.define("_BLOCKLIST_RCPT_", "1");
    },
  },
  check_cert_altnames: flag("_FFR_TLS_ALTNAMES"),
  check_other: { run: (call) => call.define("CHKORX", call.arg(1) || "^[[:print:]]+ *:") },
  compat_check: { run: (call) => needsAccessDb(call, "compat-check-needs-access-db") },
  conncontrol: clientLimit("conncontrol", "_CONN_CONTROL"),
  delay_checks: { run: delayChecks },
  dnsbl: {
    run: (call) => {
      if (!call.isDefined("DNSBL_MAP")) call.define("DNSBL_MAP", "dns -R A");
      if (!call.isDefined("_DNSBL_R_") && call.arg(1) === "") call.message("dnsbl-without-argument");
      call.define("_DNSBL_R_", "");
      call.define("_DNSBL_SRV_", call.arg(1));
    },
  },
  domainmap: {
    sets: { _DOMAIN_MAP_: "1" },
    run: (call) => call.write(6, `C{MappedDomain} ${call.arg(1)}\n`),
  },
  domaintable: table("_DOMAIN_TABLE_", { name: "domaintable", file: "domaintable" }),
  drac: { ...table("_DRAC_", { name: "drac", file: "drac" }), silent: true },
  enhdnsbl: {
    run: (call) => {
      if (call.arg(1) === "") call.message("enhdnsbl-without-argument");
      call.define("_EDNSBL_R_", "");
      call.define("_EDNSBL_SRV_", call.arg(1));
    },
  },
  generics_entire_domain: flag("_GENERICS_ENTIRE_DOMAIN_"),
  genericstable: table("_GENERICS_TABLE_", { name: "generics", file: "genericstable" }),
  greet_pause: {
    run: (call) => {
      if (call.arg(1) === "") needsAccessDb(call, "greet-pause-needs-access-db");
      call.define("_GREET_PAUSE_", "");
    },
  },
  ldap_routing: { sets: { _NEED_SMTPOPMODES_: "1" }, run: ldapRouting },
  limited_masquerade: flag("_LIMITED_MASQUERADE_"),
  local_lmtp: {
    run: beforeLocal("local-lmtp-after-local", (call) => {
      const folder = call.definition("confEBINDIR") ?? "/usr/libexec";
      call.define("LOCAL_MAILER_PATH", call.arg(1) || `${folder}/mail.local`);
      call.define("LOCAL_MAILER_FLAGS", "PSXmnz9");
      call.define("LOCAL_MAILER_ARGS", call.arg(2) || "mail.local -l");
      call.define("LOCAL_MAILER_DSN_DIAGNOSTIC_CODE", "SMTP");
      call.define("_LOCAL_LMTP_", "1");
    }),
  },
  local_no_masquerade: {
    run: beforeLocal("local-no-masquerade-after-local", (call) => call.define("_LOCAL_NO_MASQUERADE_", "1")),
  },
  local_procmail: {
    run: beforeLocal("local-procmail-after-local", (call) => {
      const path = call.definition("PROCMAIL_MAILER_PATH") ?? "/usr/local/bin/procmail";
      call.define("LOCAL_MAILER_PATH", call.arg(1) || path);
      call.define("LOCAL_MAILER_ARGS", call.arg(2) || "procmail -a $h -d $u");
      call.define("LOCAL_MAILER_FLAGS", call.arg(3) || "SPfhn9");
    }),
    undefines: ["_LOCAL_LMTP_", "LOCAL_MAILER_DSN_DIAGNOSTIC_CODE"],
  },
  lookupdotdomain: {
    run: (call) => {
      needsAccessDb(call, "lookupdotdomain-needs-access-db");
      if (call.isDefined("_ACCESS_TABLE_")) call.define("_LOOKUPDOTDOMAIN_", "");
      if (call.isDefined("_RELAY_HOSTS_ONLY_")) call.message("lookupdotdomain-with-relay-hosts-only");
    },
  },
  loose_relay_check: flag("_LOOSE_RELAY_CHECK_"),
  mailertable: table("_MAILER_TABLE_", { name: "mailertable", file: "mailertable" }),
  masquerade_entire_domain: flag("_MASQUERADE_ENTIRE_DOMAIN_"),
  masquerade_envelope: flag("_MASQUERADE_ENVELOPE_"),
  msp: { run: msp },
  mtamark: flag("_MTAMARK_R", ""),
  no_default_msa: flag("_NO_MSA_"),
  nocanonify: {
    run: (call) => {
      call.define("_NO_CANONIFY_", "1");
      if (call.arg(1).toLowerCase() === "canonify_hosts") call.define("_CANONIFY_HOSTS_", "1");
      else if (call.arg(1) !== "") call.message("nocanonify-unknown-parameter", call.arg(1));
    },
  },
  nopercenthack: rejectOrNospecial("nopercenthack", "_NO_PERCENTHACK_"),
  notsticky: {},
  nouucp: rejectOrNospecial("nouucp", "_NO_UUCP_"),
  nullclient: {
    undefines: ["ALIAS_FILE"],
    run: (call) => {
      if (call.arg(1) === "") call.message("nullclient-without-argument");
      else call.define("_NULL_CLIENT_", call.arg(1));
      const hub = call.arg(1) || "_NULL_CLIENT_";
      call.define("MAIL_HUB", hub);
      call.define("SMART_HOST", hub);
      call.define("confFORWARD_PATH", "");
      if (!call.isDefined("confFROM_HEADER")) call.define("confFROM_HEADER", "<$g>");
      call.define("_DEF_LOCAL_MAILER_FLAGS", "lsDFM5q");
      call.use("MASQUERADE_AS", hub);
      call.use("FEATURE", "allmasquerade");
      call.use("FEATURE", "masquerade_envelope");
      call.use("MAILER", "local");
      call.use("MAILER", "smtp");
    },
  },
  prefixmod: {
    silent: true,
    sets: { _NEED_MACRO_MAP_: "1" },
    run: (call) => {
      if (call.arg(1) === "") call.message("prefixmod-without-argument");
      else call.define("_PREFIX_MOD_", call.arg(1));
      if (call.arg(2) === "") call.message("prefixmod-without-second-argument");
      else call.define("_PREFIX_FLAGS_", call.arg(2));
    },
  },
  preserve_local_plus_detail: flag("_PRESERVE_LOCAL_PLUS_DETAIL_"),
  preserve_luser_host: {
    sets: { _PRESERVE_LUSER_HOST_: "1", _NEED_MACRO_MAP_: "1" },
    run: (call) => {
      if (!call.isDefined("LUSER_RELAY")) call.message("preserve-luser-host-without-luser-relay");
    },
  },
  promiscuous_relay: { sets: { _PROMISCUOUS_RELAY_: "1" }, messages: ["promiscuous-relay"] },
  queuegroup: { run: (call) => needsAccessDb(call, "queuegroup-needs-access-db") },
  ratecontrol: clientLimit("ratecontrol", "_RATE_CONTROL"),
  redirect: { cf: { 6: "CPREDIRECT\n" } },
  relay_based_on_MX: flag("_RELAY_MX_SERVED_"),
  relay_entire_domain: flag("_RELAY_ENTIRE_DOMAIN_"),
  relay_hosts_only: flag("_RELAY_HOSTS_ONLY_"),
  relay_local_from: { sets: { _RELAY_LOCAL_FROM_: "1" }, messages: ["relay-local-from"] },
  relay_mail_from: {
    run: (call) => {
      needsAccessDb(call, "relay-mail-from-needs-access-db");
      if (call.isDefined("_ACCESS_TABLE_")) {
        call.define("_RELAY_DB_FROM_", "1");
        if (call.arg(1) === "domain") call.define("_RELAY_DB_FROM_DOMAIN_", "1");
      }
      call.message("relay-mail-from");
    },
  },
  require_rdns: flag("_REQUIRE_RDNS_", ""),
  rhsbl: { run: (call) => call.define("_RHSBL_SRV_", call.arg(1)), sets: { _RHSBL_R_: "" } },
  smrsh: {
    run: beforeLocal("smrsh-after-local", (call) => {
      const folder = call.definition("confEBINDIR") ?? "/usr/libexec";
      call.define("LOCAL_SHELL_PATH", call.arg(1) || `${folder}/smrsh`);
      if (!call.isDefined("LOCAL_SHELL_ARGS")) call.define("LOCAL_SHELL_ARGS", "smrsh -c $u");
    }),
  },
  stickyhost: flag("_STICKY_LOCAL_DOMAIN_"),
  sts: {
    silent: true,
    sets: { _MTA_STS_: "", _NEED_MACRO_MAP_: "1" },
    run: (call) => {
      if (call.arg(2) !== "NO_SAN_TST") call.define("_STS_SAN", "1");
    },
  },
  tls_failures: { silent: true, messages: ["tls-failures-replaced"], sets: { confTLS_FALLBACK_TO_CLEAR: "true" } },
  tls_session_features: flag("_TLS_SESSION_FEATURES_"),
  use_client_ptr: flag("_USE_CLIENT_PTR_"),
  use_ct_file: flag("_USE_CT_FILE_", ""),
  use_cw_file: flag("USE_CW_FILE", ""),
  uucpdomain: table("_UUDOMAIN_TABLE_", { name: "uudomain", file: "uudomain" }),
  virtuser_entire_domain: flag("_VIRTUSER_ENTIRE_DOMAIN_"),
  virtusertable: table("_VIRTUSER_TABLE_", { name: "virtuser", file: "virtusertable" }),
  vnet: { silent: true, sets: { _LOCAL_RULES_: "1" }, cf: { 6: "CAvnet.ibm.com vnet rscs ipnet\n" } },
};
