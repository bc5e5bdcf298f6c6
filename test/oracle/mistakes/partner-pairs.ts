// Settings that do nothing without another one, or beside another one: for each the lines that make it do something, or leave it nothing.

/** Lines of a .mc; FEATURE(`msp') and FEATURE(`nullclient') bring their own mailers. */
export type Lines = string;

/** What does nothing alone, then partners of which each is enough. */
export interface Needy {
  readonly alone: Lines;
  readonly partners: readonly Lines[];
  /** How the real programs show it: the .cf is the same but for lines that nothing reads, or sendmail answers the same. */
  readonly by: "cf" | "answers";
}

const needy = (by: Needy["by"], alone: Lines, ...partners: readonly Lines[]): Needy => ({ alone, partners, by });

const AS = "MASQUERADE_AS(`m.example')dnl";
const ACCESS = "FEATURE(`access_db')dnl";
const GENERICS = "FEATURE(`genericstable')dnl\nGENERICS_DOMAIN(`other.example')dnl";

export const NEEDY: readonly Needy[] = [
  needy("answers", "FEATURE(`masquerade_envelope')dnl", AS),
  needy("answers", "FEATURE(`limited_masquerade')dnl", `${AS}\nMASQUERADE_DOMAIN(\`d.example')dnl`),
  needy("answers", "FEATURE(`masquerade_entire_domain')dnl", `${AS}\nMASQUERADE_DOMAIN(\`d.example')dnl`),
  needy("answers", "MASQUERADE_DOMAIN(`d.example')dnl", AS),
  needy("answers", "MASQUERADE_EXCEPTION(`mx.example.com')dnl", AS),
  needy(
    "answers",
    `${AS}\nMASQUERADE_DOMAIN(\`d.example')dnl\nMASQUERADE_EXCEPTION(\`s.d.example')dnl`,
    "FEATURE(`masquerade_entire_domain')dnl",
  ),
  needy("cf", "EXPOSED_USER(`joe')dnl", AS),
  needy("cf", "GENERICS_DOMAIN(`d.example')dnl", "FEATURE(`genericstable')dnl"),
  needy("cf", "FEATURE(`generics_entire_domain')dnl", GENERICS),
  needy("cf", "FEATURE(`virtuser_entire_domain')dnl", "FEATURE(`virtusertable')dnl\nVIRTUSER_DOMAIN(`d.example')dnl"),
  needy("cf", "CANONIFY_DOMAIN(`d.example')dnl", "FEATURE(`nocanonify')dnl"),
  needy("cf", "LDAPROUTE_DOMAIN(`d.example')dnl", "FEATURE(`ldap_routing', `ldap -k x', `ldap -k y')dnl"),
  needy(
    "cf",
    "LDAPROUTE_EQUIVALENT(`d.example')dnl",
    "FEATURE(`ldap_routing', `ldap -k x', `ldap -k y')dnl\nLDAPROUTE_DOMAIN(`e.example')dnl",
  ),
  needy("cf", "define(`confCW_FILE', `/etc/mail/domains')dnl", "FEATURE(`use_cw_file')dnl"),
  needy("cf", "define(`confCT_FILE', `/etc/mail/trusted')dnl", "FEATURE(`use_ct_file')dnl"),
  needy("cf", "define(`confREJECT_MSG', `\"550 no\"')dnl", ACCESS),
  needy("cf", "define(`confRCPTREJ_MSG', `\"550 no\"')dnl", `${ACCESS}\nFEATURE(\`blacklist_recipients')dnl`),
  needy("cf", "define(`DNSBL_MAP', `dns -R TXT')dnl", "FEATURE(`dnsbl', `list.example')dnl"),
  needy("cf", "define(`EDNSBL_TO', `9')dnl", "FEATURE(`enhdnsbl', `list.example')dnl"),
  needy("cf", "define(`MSP_QUEUE_DIR', `/x')dnl", "FEATURE(`msp')dnl"),
  needy("cf", "define(`UUCP_MAILER_ARGS', `uux - $h!rmail ($u)')dnl", "MAILER(`uucp')dnl"),
  needy("cf", "define(`UUCP_MAILER_FLAGS', `k')dnl", "MAILER(`uucp')dnl"),
  needy("cf", "define(`confUUCP_MAILER', `uucp-new')dnl", "MAILER(`uucp')dnl"),
  needy("cf", "define(`PROCMAIL_MAILER_ARGS', `procmail -m $h')dnl", "MAILER(`procmail')dnl"),
  needy("cf", "define(`PROCMAIL_MAILER_MAX', `5')dnl", "MAILER(`procmail')dnl"),
  needy("cf", "define(`CYRUSV2_MAILER_ARGS', `FILE /run/lmtp')dnl", "MAILER(`cyrusv2')dnl"),
  needy("cf", "define(`USENET_MAILER_ARGS', `inews -h')dnl", "MAILER(`usenet')dnl"),
  needy("cf", "define(`confMILTER_LOG_LEVEL', `9')dnl", "INPUT_MAIL_FILTER(`f', `S=local:/run/f.sock')dnl"),
  needy("answers", "define(`SMTP_MAILER_ARGS', `TCP $h 26')dnl", "define(`confSMTP_MAILER', `smtp')dnl"),
  needy("answers", "define(`SMTP8_MAILER_ARGS', `TCP $h 26')dnl", "define(`confSMTP_MAILER', `smtp8')dnl"),
  needy("answers", "define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl", "define(`SMART_HOST', `relay.example.net')dnl"),
  needy("answers", "define(`RELAY_MAILER_FLAGS', `k')dnl", "define(`LUSER_RELAY', `relay.example.net')dnl"),
  needy(
    "answers",
    "define(`confSMTP_MAILER', `smtp')dnl\ndefine(`ESMTP_MAILER_ARGS', `TCP $h 26')dnl",
    "define(`SMART_HOST', `esmtp:relay.example.net')dnl",
  ),
  needy("cf", "define(`confLDAP_CLUSTER', `c')dnl", "FEATURE(`mailertable', `LDAP')dnl"),
];

/** What another line leaves nothing to do: the one above, the one below. */
export const VOID: readonly (readonly [idle: Lines, beside: Lines])[] = [
  ["FEATURE(`local_procmail')dnl", "FEATURE(`local_lmtp')dnl"],
  ["FEATURE(`local_lmtp')dnl", "FEATURE(`local_procmail')dnl"],
  ["define(`LOCAL_MAILER_PATH', `/x')dnl", "FEATURE(`local_procmail')dnl"],
  ["define(`LOCAL_MAILER_FLAGS', `x')dnl", "FEATURE(`local_procmail')dnl"],
  ["define(`LOCAL_SHELL_PATH', `/x')dnl", "FEATURE(`smrsh')dnl"],
  ["define(`confDELIVERY_MODE', `queueonly')dnl", "FEATURE(`msp')dnl"],
  ["define(`confPRIVACY_FLAGS', `goaway')dnl", "FEATURE(`msp')dnl"],
  ["define(`confFORWARD_PATH', `/x')dnl", "FEATURE(`msp')dnl"],
  ["define(`confUSE_MSP', `False')dnl", "FEATURE(`msp')dnl"],
  ["define(`QUEUE_DIR', `/x')dnl", "FEATURE(`msp')dnl"],
  ["define(`ALIAS_FILE', `/etc/mail/x')dnl", "FEATURE(`msp')dnl"],
  ["define(`LOCAL_MAILER_PATH', `/x')dnl", "FEATURE(`msp')dnl"],
  ["FEATURE(`smrsh')dnl", "FEATURE(`msp')dnl"],
  ["FEATURE(`local_procmail')dnl", "FEATURE(`msp')dnl"],
  ["define(`SMART_HOST', `x.example')dnl", "FEATURE(`nullclient', `hub.example')dnl"],
  ["define(`MAIL_HUB', `x.example')dnl", "FEATURE(`nullclient', `hub.example')dnl"],
  ["define(`ALIAS_FILE', `/etc/mail/x')dnl", "FEATURE(`nullclient', `hub.example')dnl"],
  ["define(`confFORWARD_PATH', `/x')dnl", "FEATURE(`nullclient', `hub.example')dnl"],
  [AS, "FEATURE(`nullclient', `hub.example')dnl"],
  [AS, "MASQUERADE_AS(`n.example')dnl"],
];

/** What is sane although it looks like one of those: it changes what sendmail does. */
export const USEFUL: readonly (readonly [useful: Lines, beside: Lines])[] = [
  ["define(`LUSER_RELAY', `l.example')dnl", "define(`MAIL_HUB', `h.example')dnl"],
  ["define(`LUSER_RELAY', `l.example')dnl", "define(`LOCAL_RELAY', `h.example')dnl"],
  ["LOCAL_USER(`joe')dnl", "define(`MAIL_HUB', `h.example')dnl"],
  ["FEATURE(`stickyhost')dnl", "define(`MAIL_HUB', `h.example')dnl"],
  ["define(`ESMTP_MAILER_ARGS', `TCP $h 26')dnl", ""],
  ["define(`SMTP_MAILER_FLAGS', `k')dnl", ""],
  ["define(`BITNET_RELAY', `b.example')dnl", "FEATURE(`bitdomain')dnl"],
  ["define(`confRUN_AS_USER', `smmsp')dnl\ndefine(`confTO_IDENT', `0s')dnl", "FEATURE(`msp')dnl"],
  ["define(`MSP_QUEUE_DIR', `/x')dnl", "FEATURE(`msp')dnl"],
  ["FEATURE(`masquerade_envelope')dnl", GENERICS],
];
