// The messages that sendmail's m4 library prints through errprint: their words, as program output is quoted, and their weight.

interface Message {
  readonly severity: "error" | "warning";
  /** What goes to stderr; `$1`, `$2` stand for what the call puts in. Some end without a line end. */
  readonly text: string;
}

const needsAccessDb = (feature: string): Message => ({
  severity: "error",
  text: `*** ERROR: FEATURE(\`${feature}') requires FEATURE(\`access_db')\n`,
});
const mailerFirst = (macro: string): Message => ({
  severity: "warning",
  text: `*** WARNING: MAILER() should be before ${macro}\n`,
});
const mailerLater = (mailer: string, feature: string): Message => ({
  severity: "error",
  text: `*** MAILER(\`${mailer}') must appear after FEATURE(\`${feature}')`,
});
const beforeMailerLocal = (feature: string): Message => ({
  severity: "error",
  text: `*** FEATURE(${feature}) must occur before MAILER(local)\n`,
});
const missingChoice = (feature: string): Message => ({
  severity: "error",
  text: `*** ERROR: missing argument for FEATURE(${feature}):\n\t\tuse \`reject' or \`nospecial'. See cf/README.\n`,
});
const illegalArgument = (feature: string): Message => ({
  severity: "error",
  text: `*** ERROR: illegal argument _ARG_ for FEATURE(${feature})\n`,
});
const needsDelayChecks = (feature: string): Message => ({
  severity: "error",
  text: `*** ERROR: FEATURE(\`${feature}', \`nodelay') requires FEATURE(\`delay_checks')`,
});
const unknownParameter = (feature: string, end = ""): Message => ({
  severity: "error",
  text: `*** ERROR: unknown parameter "$1" for FEATURE(\`${feature}')${end}`,
});
const unknownArgument = (feature: string): Message => ({
  severity: "error",
  text: `*** ERROR: FEATURE(\`${feature}'): unknown argument "$1"\n`,
});
const deprecatedOsType = (name: string): Message => ({
  severity: "warning",
  text: `NOTE: OSTYPE(${name}) is deprecated.  Use OSTYPE(bsdi) instead.`,
});
const error = (text: string): Message => ({ severity: "error", text });
const warning = (text: string): Message => ({ severity: "warning", text });

export const libraryMessageTexts = {
  // m4/cfhead.m4
  "duplicate-ostype": error("duplicate OSTYPE($1)\n"),
  "mailer-already-included": error("*** ERROR: MAILER($1) already included\n"),
  "feature-after-mailer": error("*** ERROR: FEATURE() should be before MAILER()\n"),
  "local-srv-features-before-mailer": mailerFirst("LOCAL_SRV_FEATURES"),
  "local-clt-features-before-mailer": mailerFirst("LOCAL_CLT_FEATURES"),
  "local-try-tls-before-mailer": mailerFirst("LOCAL_TRY_TLS"),
  "local-tls-rcpt-before-mailer": mailerFirst("LOCAL_TLS_RCPT"),
  "local-tls-client-before-mailer": mailerFirst("LOCAL_TLS_CLIENT"),
  "local-tls-server-before-mailer": mailerFirst("LOCAL_TLS_SERVER"),
  // m4/proto.m4, after the last line of the .mc
  "no-ostype": error("*** ERROR: No system type defined (use OSTYPE macro)\n"),
  "def-group-id-obsolete": error(
    "*** confDEF_GROUP_ID is obsolete.\n    Use confDEF_USER_ID with a colon in the value instead.\n",
  ),
  "read-timeout-obsolete": error(
    "*** confREAD_TIMEOUT is obsolete.\n    Use individual confTO_<timeout> parameters instead.\n",
  ),
  "compound-min-free-blocks": error(
    "*** compound confMIN_FREE_BLOCKS is obsolete.\n    Use confMAX_MESSAGE_SIZE for the second part of the value.\n",
  ),
  "ldap-routing-without-spec": warning(
    "\nWARNING: Using default FEATURE(ldap_routing) map definition(s)\nwithout setting confLDAP_DEFAULT_SPEC option.\n",
  ),
  "auto-rebuild-invalid": warning(
    "WARNING: confAUTO_REBUILD is no longer valid.\n\tThere was a potential for a denial of service attack if this is set.\n",
  ),
  "daemon-options-invalid": warning(
    "WARNING: confDAEMON_OPTIONS is no longer valid.\n\tUse DAEMON_OPTIONS(); see cf/README.\n",
  ),
  "client-options-invalid": warning(
    "WARNING: confCLIENT_OPTIONS is no longer valid.  See cf/README for more information.\n",
  ),
  "unsafe-group-writes-deprecated": warning(
    "WARNING: confUNSAFE_GROUP_WRITES is deprecated; use confDONT_BLAME_SENDMAIL.\n",
  ),
  "deferred-without-antispam": warning("WARNING: Antispam rules not available in deferred delivery mode.\n"),
  "relay-db-from-domain-alone": error("*** ERROR: _RELAY_DB_FROM_DOMAIN_ requires _RELAY_DB_FROM_\n"),
  "delay-checks-needs-access-db": error(
    "*** ERROR: FEATURE(`delay_checks', `argument') requires FEATURE(`access_db')\n",
  ),
  "hater-and-friend": error("*** ERROR: define either Hater or Friend -- not both.\n"),
  // feature/*.m4
  "access-db-without-tmpf": warning("*** WARNING: missing -T<TMPF> in argument of FEATURE(`access_db', $1)\n"),
  "greet-pause-before-access-db": warning(
    "*** WARNING: FEATURE(`greet_pause') before FEATURE(`access_db')\n\tgreet_pause will not use access_db!",
  ),
  "allmasquerade-after-local": mailerLater("local", "allmasquerade"),
  "allmasquerade-after-uucp": mailerLater("uucp", "allmasquerade"),
  "always-add-domain-after-local": mailerLater("local", "always_add_domain"),
  "local-no-masquerade-after-local": mailerLater("local", "local_no_masquerade"),
  "local-lmtp-after-local": beforeMailerLocal("local_lmtp"),
  "local-procmail-after-local": beforeMailerLocal("local_procmail"),
  "smrsh-after-local": beforeMailerLocal("smrsh"),
  "bcc-needs-access-db": needsAccessDb("bcc"),
  "blocklist-recipients-needs-access-db": error(
    "*** ERROR: FEATURE(blocklist_recipients) requires FEATURE(access_db)\n",
  ),
  "blacklist-recipients-deprecated": warning(
    "WARNING: FEATURE(blacklist_recipients) is deprecated; use FEATURE(blocklist_recipients.m4).\n",
  ),
  "compat-check-needs-access-db": error("FEATURE(`compat_check') requires FEATURE(`access_db')\n"),
  "conncontrol-needs-access-db": needsAccessDb("conncontrol"),
  "conncontrol-needs-delay-checks": needsDelayChecks("conncontrol"),
  "conncontrol-unknown-parameter": unknownParameter("conncontrol"),
  "conncontrol-unknown-argument": unknownArgument("conncontrol"),
  "ratecontrol-needs-access-db": needsAccessDb("ratecontrol"),
  "ratecontrol-needs-delay-checks": needsDelayChecks("ratecontrol"),
  "ratecontrol-unknown-parameter": unknownParameter("ratecontrol"),
  "ratecontrol-unknown-argument": unknownArgument("ratecontrol"),
  "delay-checks-illegal-argument": illegalArgument("delay_checks"),
  "dnsbl-without-argument": error("*** ERROR: missing argument for FEATURE(`dnsbl')"),
  "enhdnsbl-without-argument": error("*** ERROR: missing argument for FEATURE(`enhdnsbl')"),
  "greet-pause-needs-access-db": needsAccessDb("greet_pause"),
  "lookupdotdomain-needs-access-db": needsAccessDb("lookupdotdomain"),
  "lookupdotdomain-with-relay-hosts-only": warning(
    "*** WARNING: FEATURE(`lookupdotdomain') does not work well with FEATURE(`relay_hosts_only')\n",
  ),
  "nocanonify-unknown-parameter": unknownParameter("nocanonify", "\n"),
  "nopercenthack-without-argument": missingChoice("nopercenthack"),
  "nopercenthack-illegal-argument": illegalArgument("nopercenthack"),
  "nouucp-without-argument": missingChoice("nouucp"),
  "nouucp-illegal-argument": illegalArgument("nouucp"),
  "nullclient-without-argument": error('Feature "nullclient" requires argument'),
  "prefixmod-without-argument": error('Feature "prefixmod" requires argument'),
  "prefixmod-without-second-argument": error('Feature "prefixmod" requires two arguments'),
  "preserve-luser-host-without-luser-relay": warning(
    "*** LUSER_RELAY should be defined before FEATURE(`preserve_luser_host')\n    ",
  ),
  "promiscuous-relay": warning(
    "*** WARNING: FEATURE(`promiscuous_relay') configures your system as open\n\trelay.  Do NOT use it on a server that is connected to the Internet!\n",
  ),
  "queuegroup-needs-access-db": needsAccessDb("queuegroup"),
  "relay-local-from": warning(
    "*** WARNING: FEATURE(`relay_local_from') may cause your system to act as open\n\trelay.  Use SMTP AUTH or STARTTLS instead. If you cannot use those,\n\ttry FEATURE(`relay_mail_from').\n",
  ),
  "relay-mail-from": warning(
    "*** WARNING: FEATURE(`relay_mail_from') may cause your system to act as open\n\trelay.  Use SMTP AUTH or STARTTLS instead.\n",
  ),
  "relay-mail-from-needs-access-db": needsAccessDb("relay_mail_from"),
  "tls-failures-replaced": error("*** ERROR: FEATURE(tls_failures) has been replaced by confTLS_FALLBACK_TO_CLEAR\n"),
  // mailer/*.m4
  "uucp-before-smtp": warning(
    "*** MAILER(`smtp') must appear before MAILER(`uucp')\n    if uucp-dom should be included.",
  ),
  "ssh-without-user": error("*** SSH_MAILER_USER must be defined before MAILER(`ssh').\n"),
  "ssh-without-dir": error("*** SSH_MAILER_DIR must be defined before MAILER(`ssh').\n"),
  // hack/*.m4
  "xconnect-needs-access-db": error("*** ERROR: HACK(xconnect) requires FEATURE(access_db)\n"),
  "dnsblaccess-needs-access-db": error("*** ERROR: dnsblaccess requires FEATURE(`access_db')\n"),
  "msp-nullclient-without-argument": error('Hack "msp_nullclient" requires argument'),
  // ostype/*.m4, domain/*.m4
  "ostype-bsdi1.0": deprecatedOsType("bsdi1.0"),
  "ostype-bsdi2.0": deprecatedOsType("bsdi2.0"),
  "ostype-unknown": error(
    "*** ERROR: You have not specified a valid operating system type.\tUse the OSTYPE macro to select a valid system type.  This\tis necessary in order to get the proper pathnames and flags\tappropriate for your environment.",
  ),
  "domain-berkeley-only": error(
    "*** ERROR: You are trying to use the Berkeley sample configuration\tfiles outside of the Computer Science Division at Berkeley.\tThe configuration (.mc) files must be customized to reference\tdomain files appropriate for your environment.",
  ),
} as const satisfies Readonly<Record<string, Message>>;

/** Name of one message, for rules to rely on. */
export type MessageId = keyof typeof libraryMessageTexts;
