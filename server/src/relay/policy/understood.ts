// What a configuration may say without a doubt about its relaying: the words that the model follows, and those that change no answer.
//
// Whatever is not listed here makes the answers unsure. Names were collected from the m4 libraries of 8.15.2, 8.17.1, 8.18.1 and
// 8.18.2; `test/oracle/relay` compares what is listed with the real programs.

const set = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(" ").split(/\s+/).filter(Boolean));

/** Features that the model follows. */
const MODELLED_FEATURES = set(
  "accept_unqualified_senders accept_unresolvable_domains access_db bestmx_is_local blacklist_recipients block_bad_helo",
  "blocklist_recipients check_cert_altnames delay_checks dnsbl enhdnsbl generics_entire_domain genericstable greet_pause",
  "lookupdotdomain loose_relay_check mailertable masquerade_entire_domain mtamark nocanonify nopercenthack nouucp promiscuous_relay",
  "redirect relay_based_on_MX relay_entire_domain relay_hosts_only relay_local_from relay_mail_from require_rdns rhsbl",
  "use_client_ptr use_cw_file virtuser_entire_domain virtusertable",
);

/** Features that act after a recipient is accepted, on headers, on other connections, or on the rate of clients. */
const HARMLESS_FEATURES = set(
  "allmasquerade always_add_domain authinfo bcc check_other compat_check conncontrol fips3 limited_masquerade local_lmtp",
  "local_no_masquerade local_procmail masquerade_envelope msp no_default_msa notsticky nullclient preserve_local_plus_detail",
  "preserve_luser_host queuegroup ratecontrol smrsh stickyhost sts tls_failures tls_session_features use_ct_file",
);

/** Features that need no doubt of their own. */
export const FEATURES: ReadonlySet<string> = new Set([...MODELLED_FEATURES, ...HARMLESS_FEATURES]);

/** What features do that the model does not follow, as the rest of a sentence. */
export const UNFOLLOWED_FEATURES: Readonly<Record<string, string>> = {
  domaintable: "rewrites domains from a table before they are judged",
  bitdomain: "rewrites domains from a table before they are judged",
  uucpdomain: "rewrites domains from a table before they are judged",
  prefixmod: "takes a prefix off addresses before they are judged",
  vnet: "rewrites addresses before they are judged",
  drac: "lets clients relay that have fetched mail lately (POP before SMTP), which only a running server knows",
  badmx: "refuses senders by what the DNS says of their mail exchangers",
  domainmap: "rewrites domains from tables of their own before they are judged",
};

/** Mailers, hacks and macros of the vocabulary that change no answer, or that the model follows. */
export const MAILERS = set(
  "cyrus cyrusv2 fax local lmtp mail11 phquery pop procmail qpage smtp ssh usenet uucp xagent",
);
export const HACKS = set("debian_auth msp_nullclient nodns");
export const MACROS = set(
  "CLIENT_OPTIONS DAEMON_OPTIONS INPUT_MAIL_FILTER MAIL_FILTER MASQUERADE_AS MODIFY_MAILER_FLAGS QUEUE_GROUP VERSIONID",
);

/** Defines that the model follows. */
const MODELLED_SETTINGS = set(
  "confCR_FILE confCT_FILE confCW_FILE confDAEMON_OPTIONS confDOMAIN_NAME confRCPTREJ_MSG confREJECT_MSG",
  "confRELAY_MSG BITNET_RELAY DATABASE_MAP_TYPE DECNET_RELAY FAX_RELAY MAIL_HUB MAIL_SETTINGS_DIR TLS_PERM_ERR USE_CW_FILE",
  "UUCP_RELAY _FFR_MAIL_MACRO _USE_DECNET_SYNTAX_ confDONT_PROBE_INTERFACES",
);

/** Defines that change nothing before a recipient is accepted: queues, timeouts, files, TLS, headers, delivery. */
const HARMLESS_SETTINGS = set(
  "confALIAS_WAIT confALLOW_BOGUS_HELO confAUTH_MAX_BITS confAUTH_MECHANISMS confAUTH_OPTIONS confAUTH_REALM confAUTO_REBUILD",
  "confBAD_RCPT_THROTTLE confBIND_OPTS confCACERT confCACERT_PATH confCERT_FINGERPRINT_ALGORITHM confCF_VERSION",
  "confCHECKPOINT_INTERVAL confCHECK_ALIASES confCIPHER_LIST confCLIENT_CERT confCLIENT_KEY confCLIENT_OPTIONS",
  "confCLIENT_SSL_OPTIONS confCONNECTION_RATE_THROTTLE confCONNECTION_RATE_WINDOW_SIZE confCONNECT_ONLY_TO",
  "confCONTROL_SOCKET_NAME confCON_EXPENSIVE confCOPY_ERRORS_TO confCRL confCRL_PATH confDANE confDEAD_LETTER_DROP",
  "confDEF_AUTH_INFO confDEF_CHAR_SET confDEF_GROUP_ID confDEF_USER_ID confDELAY_LA confDELIVER_BY_MIN confDF_BUFFER_SIZE",
  "confDH_PARAMETERS confDIAL_DELAY confDIRECT_SUBMISSION_MODIFIERS confDONT_BLAME_SENDMAIL confDONT_EXPAND_CNAMES",
  "confDONT_INIT_GROUPS confDONT_PRUNE_ROUTES confDOUBLE_BOUNCE_ADDRESS confEBINDIR confEIGHT_BIT_HANDLING confERROR_MESSAGE",
  "confERROR_MODE confFALLBACK_MX confFALLBACK_SMARTHOST confFAST_SPLIT confFORWARD_PATH confFROM_HEADER confFROM_LINE",
  "confHELO_NAME confHOSTS_FILE confHOST_STATUS_DIRECTORY confIGNORE_DOTS confINPUT_MAIL_FILTERS confLDAP_DEFAULT_SPEC",
  "confLOG_LEVEL confMAILBOX_DATABASE confMAILER_NAME confMATCH_GECOS confMAX_ALIAS_RECURSION confMAX_DAEMON_CHILDREN",
  "confMAX_HEADERS_LENGTH confMAX_HOP confMAX_MESSAGE_SIZE confMAX_MIME_HEADER_LENGTH confMAX_NOOP_COMMANDS",
  "confMAX_QUEUE_AGE confMAX_QUEUE_CHILDREN confMAX_QUEUE_RUN_SIZE confMAX_RCPTS_PER_MESSAGE confMAX_RUNNERS_PER_QUEUE",
  "confMCI_CACHE_SIZE confMCI_CACHE_TIMEOUT confMESSAGEID_HEADER confMESSAGE_TIMEOUT confME_TOO confMILTER_LOG_LEVEL",
  "confMILTER_MACROS_CONNECT confMILTER_MACROS_DATA confMILTER_MACROS_ENVFROM confMILTER_MACROS_ENVRCPT",
  "confMILTER_MACROS_EOH confMILTER_MACROS_EOM confMILTER_MACROS_HELO confMIME_FORMAT_ERRORS confMIN_FREE_BLOCKS",
  "confMIN_QUEUE_AGE confMUST_QUOTE_CHARS confNICE_QUEUE_RUN confNO_RCPT_ACTION confOLD_STYLE_HEADERS confOPENSSL_CNF",
  "confOPENSSL_MODULES confPID_FILE confPRIVACY_FLAGS confPROCESS_TITLE_PREFIX confQUEUE_FACTOR confQUEUE_FILE_MODE",
  "confQUEUE_LA confQUEUE_SORT_ORDER confRAND_FILE confREAD_TIMEOUT confRECEIVED_HEADER confREFUSE_LA",
  "confREJECT_LOG_INTERVAL confREJECT_NUL confREQUIRES_DIR_FSYNC confRRT_IMPLIES_DSN confRUN_AS_USER confSAFE_FILE_ENV",
  "confSAFE_QUEUE confSAVE_FROM_LINES confSEPARATE_PROC confSERVER_CERT confSERVER_KEY confSERVER_SSL_OPTIONS",
  "confSERVICE_SWITCH_FILE confSEVEN_BIT_INPUT confSHARED_MEMORY_KEY confSHARED_MEMORY_KEY_FILE confSINGLE_LINE_FROM_HEADER",
  "confSINGLE_THREAD_DELIVERY confSMTP_LOGIN_MSG confSOFT_BOUNCE confSSL_ENGINE confSSL_ENGINE_PATH confTEMP_FILE_MODE",
  "confTIME_ZONE confTLS_FALLBACK_TO_CLEAR confTLS_SRV_OPTIONS confTO_ACONNECT confTO_AUTH confTO_COMMAND confTO_CONNECT",
  "confTO_CONTROL confTO_DATABLOCK confTO_DATAFINAL confTO_DATAINIT confTO_FILEOPEN confTO_HELO confTO_HOSTSTATUS",
  "confTO_ICONNECT confTO_IDENT confTO_INITIAL confTO_LHLO confTO_MAIL confTO_MISC confTO_QUEUERETURN",
  "confTO_QUEUERETURN_DSN confTO_QUEUERETURN_NONURGENT confTO_QUEUERETURN_NORMAL confTO_QUEUERETURN_URGENT",
  "confTO_QUEUEWARN confTO_QUEUEWARN_DSN confTO_QUEUEWARN_NONURGENT confTO_QUEUEWARN_NORMAL confTO_QUEUEWARN_URGENT",
  "confTO_QUIT confTO_RCPT confTO_RESOLVER_RETRANS confTO_RESOLVER_RETRANS_FIRST confTO_RESOLVER_RETRANS_NORMAL",
  "confTO_RESOLVER_RETRY confTO_RESOLVER_RETRY_FIRST confTO_RESOLVER_RETRY_NORMAL confTO_RSET confTO_STARTTLS",
  "confTRUSTED_USER confTRUSTED_USERS confTRY_NULL_MX_LIST confUNSAFE_GROUP_WRITES confUSERDB_SPEC confUSE_ERRORS_TO",
  "confUSE_MSP confWORK_CLASS_FACTOR confWORK_RECIPIENT_FACTOR confWORK_TIME_FACTOR confXF_BUFFER_SIZE confCONTROL",
  "ALIAS_FILE CLASS DEBIAN_DEBUG DEBIAN_MSP DEBIAN_MTA ESMTP_MAILER_ARGS HELP_FILE MASQUERADE_NAME MCI_CACHE_SIZE",
  "MSP_QUEUE_DIR PROCMAIL_PATH QUEUE_DIR SSH_PATH STATUS_FILE VERSION_NUMBER",
  "_CF_DIR_ _DEF_LOCAL_SHELL_FLAGS _DEF_SMTP_MAILER_FLAGS _MTA_HOST_ _REC_AUTH_ _REC_BY_",
  "_ALL_MASQUERADE_ _ALWAYS_ADD_DOMAIN_ _LIMITED_MASQUERADE_ _LOCAL_LMTP_ _LOCAL_NO_MASQUERADE_ _MASQUERADE_ENVELOPE_ _NO_MSA_",
  "_PRESERVE_LOCAL_PLUS_DETAIL_ _STICKY_LOCAL_DOMAIN_ DNSBL_MAP DNSBL_MAP_OPT EDNSBL_TO MTAMARK_TO",
  "_REC_END_ _REC_FULL_AUTH_ _REC_HDR_ _REC_TLS_ _USE_ETC_MAIL_ __OSTYPE__ __HOST__ __DATE__",
);

/** Defines that need no doubt, whatever their value. */
export const SETTINGS: ReadonlySet<string> = new Set([...MODELLED_SETTINGS, ...HARMLESS_SETTINGS]);

/** Families of harmless defines: what a mailer is called with. */
export const SETTING_FAMILIES =
  /^(?:CYRUS|CYRUSV2|CYRUS_BB|DSMTP|ESMTP|FAX|LOCAL|LOCAL_SHELL|MAIL11|PH|POP|PROCMAIL|QPAGE|RELAY|SMTP|SMTP8|SSH|USENET|UUCP|XAGENT)_(?:MAILER_)?(?:ARGS|CHARSET|DIR|DSN_DIAGNOSTIC_CODE|EOL|FLAGS|HOST|LL|MAX|MAXMSGS|MAXRCPTS|PATH|QGRP|USER)$|^LOCAL_PROG_QGRP$/;

/** Defines that count only with another value than the library's, or that concern few transactions; the walk knows them by name. */
export const SETTINGS_WITH_A_WALK = set(
  "confBLANK_SUB confCOLON_OK_IN_ADDR confDELIVERY_MODE confDEQUOTE_OPTS confLOCAL_MAILER confOPERATORS confRELAY_MAILER confSMTP_MAILER",
  "confUSE_COMPRESSED_IPV6_ADDRESSES confUUCP_MAILER LOCAL_RELAY LUSER_RELAY SMART_HOST _DEF_LOCAL_MAILER_FLAGS",
);

/** Names of the library that change answers in ways the model does not follow, as the rest of a sentence. */
export const UNFOLLOWED_SETTINGS: Readonly<Record<string, string>> = {
  _USE_DEPRECATED_ROUTE_ADDR_: "changes how source routes are read",
  _STRICT_RFC821_: "refuses more addresses than usual",
  _REQUIRE_QUAL_RCPT_: "refuses recipients without a domain",
  _CERT_REGEX_ISSUER_: "looks for a part of the certificate's issuer only",
  _CERT_REGEX_SUBJECT_: "looks for a part of the certificate's subject only",
  NO_NETINET6: "leaves out the rules for IPv6 addresses",
  CF_LEVEL: "changes how sendmail reads its rules",
  confLDAP_CLUSTER: "names the maps in LDAP that are read",
};

/**
 * Words of the library's own text besides its settings. A `define` of one of them changes that text wherever the word is, so
 * what is said of the library no longer applies.
 */
export const LIBRARY_WORDS = set(
  "AAONLY ACTION ALL AND ANY AUTH BADCMD BADMX BADMXIP BANG_PATH BCC BITNET BITS BLACKLIST BLOCKLIST CERTISSUER CERTSUBJECT",
  "CF CHKORX CLEAR CLT_FEAT_TAG CNF_MSG COM CONCAT CONFIG CPBITNET CPDECNET CPFAX CPPOP CPREDIRECT CPUUCP CYRUS CYRUSV2 DAEMON",
  "DANE DANE_FAIL DANE_MSG DANE_NOTLS DANE_NOTLS_MSG DANE_TEMP DANE_TEMP_MSG DATA DECNET DEFINITIONS DISCARD DNS",
  "DOL DOMAINMAP_NO_REGEX DSMTP DSN EDIT EDU EHLO ENCR EOPENSSL_CONF EOPENSSL_MODULES ERROR ESC ESMTP",
  "EVENT EXTERNAL FAIL FAX FILE FILTER FOR FORGED FQHN FRIEND FROM GROUP GSSAPI HATER HELO IBM IFF IMPLIED INPUT IPC IPV6_FULL",
  "LDAP LMTP LOCAL LOCAL_RWR MAIL MAIL11 MIME MSA MSP MTA NET NIS NONE NOREGEX NOSPAMHATER NOT NOTDONE NOTE",
  "NO_SAN_TST NO_VENDOR NUL OKR OKSOFAR ONLY OTHER OUT PERCENT_HACK PERM POISON POP POPDIVERT PROCMAIL PROTOCOL PROT_MSG PTR",
  "PUSHDIVERT QPAGE QUARANTINE QUEUE RCPT RECONFIG REDIRECT REJECT RELAY REMOTE REQ RFC RFC733 RFC822 RHS ROK ROK1 ROK2 RPOISON",
  "RPROTOCOL RRELAY RSCS RSOFTWARE RSUBJECT RTRUE RULES SAN SASL SBCC SENDMAIL SERVER SHELL SKIP SMTP SMTP8 SOFTWARE",
  "SPAMFRIEND SPAMHATER SPECIAL SRV_FEAT_TAG SSH SSL STARTTLS STS STSDEBUG STS_DEBUG STS_NO STS_NONE STS_NO_SAN_CHECK STS_OK",
  "STS_SAN SUBJECT SW_MSG TAG TCP TEMP TEMPFAIL TEMPFILE TLS TLS_CLT_TAG TLS_DSNCODE TLS_ERRCODE TLS_ERRCODE_P TLS_ERRCODE_T",
  "TLS_ERRORS TLS_RCPT_TAG TLS_SRV_TAG TLS_TRY_TAG TMP TMPF TMPOK TRUE TRUSTED TXT UBE UCE UID UNAVAILABLE UNIX URL USE",
  "USENET USE_SYSTEM USE_TZ UTC UUCP VENDOR_NAME VERIFY VNET WARNING WITH XAGENT XCONNECT YOK1 YOK2 YOK3",
);

/** Rulesets that sendmail or its library calls and that have no say before a recipient is accepted. */
export const HARMLESS_RULESETS = set(
  "local_trust_auth local_greet_pause local_clt_features local_try_tls local_tls_rcpt local_tls_server",
  "check_compat check_data check_eoh check_eom check_etrn check_expn check_vrfy check_other queuegroup tls_rcpt tls_server",
  "try_tls trust_auth clt_features greet_pause authinfo bcc 2 93 94 recipient masqhdr masqenv",
);

/** Rulesets that sendmail or its library calls before, and the numbers by which some of them go. */
export const DECISIVE_RULESETS = set(
  "check_relay check_mail check_rcpt checkrelay checkmail checkrcpt local_check_relay local_check_mail local_check_rcpt",
  "basic_check_relay basic_check_mail basic_check_rcpt rcpt_ok relay_ok local_relay_auth relaytls tls_client",
  "local_tls_client tls_connection tls_req delay_tls_clt delay_tls_clt2 canonify canonify2 3 1 4 5 sender final 96 0 parse parse0 parse1 98",
  "parselocal canonaddr canonlocal parserecipient local_localaddr localaddr mailertable 90 mailertotriple 95 recurse 97",
  "badmx conncontrol ratecontrol a d e f u searchlist fulladdr adddomain ldapexpand ldapmailertable domainmaplookup",
  "tls_nameinlist dane_disabled pseudotoreal system check x_connect srv_features local_srv_features",
);

/** Macros of the .cf that the checks do not read. */
export const HARMLESS_CF_MACROS = set("D G I K M N O P Q T U Z n A E J q l o v e x");

/** Macros of the .cf that say where mail goes, and so may refuse addresses: SMART_HOST, MAIL_HUB, LOCAL_RELAY, LUSER_RELAY and others. */
export const ROUTE_CF_MACROS = set("S H R L B C F Y V W X");

/** Long names of macros that sendmail or its library sets or reads; others are a site's own, and empty until it sets them. */
export const LIBRARY_CF_MACROS = set(
  "Host LocalAddrHost MTAHost PoisonRecipient RecipientAddress TLS_Name Persist Quarantine SpamTag addr_type alg_bits",
  "auth_authen auth_author auth_ssf auth_type bodytype cert_fp cert_issuer cert_md5 cert_subject cipher cipher_bits",
  "client_addr client_connections client_flags client_name client_port client_ptr client_rate client_resolve cn_issuer",
  "cn_subject currHeader currheader daemon_addr daemon_family daemon_flags daemon_info daemon_name daemon_port deliveryMode",
  "dsn_envid dsn_notify dsn_ret envid greylist hdr_name hdrlen if_addr if_addr_out if_family if_family_out if_name",
  "if_name_out load_avg mail_addr mail_from mail_host mail_mailer mail_size msg_id msg_size nbadrcpts nrcpts ntries opMode",
  "quarantine queue_interval rcpt_addr rcpt_host rcpt_mailer sendmailMTACluster server_addr server_name sts_sni time",
  "tls_version total_rate verify",
);

/** Classes that the checks do not look into, apart from those that the model keeps. */
export const HARMLESS_CLASSES = set(
  "A C D E F H I J K L N Q S T U V W X Y Z t a b c d e f g h i j k l n o p q r s u v x y z LDAPRoute",
);

/** Classes that the model keeps. */
export const MODELLED_CLASSES = set("R w m B P M G VirtHost Canonify TrustAuthMech");

/** Long names of classes that sendmail or its library reads and the model does not; others are a site's own. */
export const LIBRARY_CLASSES = set(
  "Accept ResOk SpamTag Src Tls TlsVerified SMTPOpModes MappedDomain LDAPRouteEquiv cert_altnames persistentMacros checkMIMEHeaders",
  "checkMIMETextHeaders checkMIMEFieldHeaders tls checkaltnames",
);

/** Mailers that sendmail or its library has by itself: what their lines say decides which addresses are refused. */
export const LIBRARY_MAILERS = set(
  "local prog *file* *include* error discard smtp esmtp smtp8 dsmtp relay uucp uucp-old uucp-new uucp-uudom uucp-dom suucp",
  "cyrus cyrusbb cyrusv2 fax mail11 phquery pop procmail qpage ssh usenet xagent",
);

/** Maps of the .cf that the library's rules ask; others are a site's own. */
export const LIBRARY_MAPS = set(
  "access arith authinfo badcmd badmx badmxip bcctable bestmx bitdomain canonicalrcpt certissuer certsubject dequote dnsa dnsbl",
  "domaintable domainmap_regex drac ednsbl generics host ldapmh ldapmra log macro mailertable mtamark mxlist mxserved resolve",
  "storage sts stsxmatch stsxnodaneflag stsxsni user uudomain virtuser",
);

/** Maps of these that a site may declare itself without an effect on the checks. */
export const HARMLESS_MAPS = set("log storage user authinfo bcctable badcmd generics sts");

/**
 * Options of the .cf without a setting of their own in a .mc that change no answer, in lower case; all others count as harmless where
 * their setting is. DaemonPortOptions lines are read.
 */
export const HARMLESS_OPTIONS = set(
  "badrcptshutdown badrcptshutdowngood ciphersuites daemonportoptions milter queuetimeout setcertaltnames stricttransportsecurity",
  "timeout verbose",
);

/** Settings that are followed as such, and not where an `O` line sets the option. */
export const SETTINGS_NOT_LINES = set(
  "confDELIVERY_MODE confDONT_PROBE_INTERFACES confMAX_MESSAGE_SIZE confDONT_BLAME_SENDMAIL",
);

/** What options of the .cf do that count before a recipient is accepted, by their long names in lower case, as the rest of a sentence. */
export const DECISIVE_OPTIONS: ReadonlyMap<string, string> = new Map([
  ["operatorchars", "changes how addresses are cut into pieces"],
  ["blanksub", "changes the character that replaces a space in an address"],
  ["deliverymode", "may skip the checks"],
  ["colonokinaddr", "changes how colons in addresses are read"],
  ["usecompressedipv6addresses", "changes how IPv6 addresses are written"],
  ["maxmessagesize", "refuses messages by the size that a client says"],
  ["dontprobeinterfaces", "decides whether the names of the server's interfaces are its own"],
  ["dontblamesendmail", "decides which files sendmail reads"],
]);
