// Every pair, both ways: reported without the partner, silent with it, in a .mc and in a .cf without one.
import { describe, expect, test } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { lint } from "../linter/lint.ts";
import { mc } from "../testing.ts";
import { rule } from "./index.ts";

/** What does nothing alone, and each partner of which one is enough. */
const PAIRS: readonly (readonly [alone: string, ...partners: readonly string[]])[] = [
  ["FEATURE(`masquerade_envelope')dnl", "MASQUERADE_AS(`a.example')dnl", "FEATURE(`genericstable')dnl"],
  ["FEATURE(`allmasquerade')dnl", "MASQUERADE_AS(`a.example')dnl"],
  ["FEATURE(`local_no_masquerade')dnl", "MASQUERADE_AS(`a.example')dnl"],
  ["MASQUERADE_DOMAIN(`b.example')dnl", "MASQUERADE_AS(`a.example')dnl", "LOCAL_CONFIG\nDMa.example"],
  ["MASQUERADE_EXCEPTION(`b.example')dnl", "MASQUERADE_AS(`a.example')dnl"],
  ["GENERICS_DOMAIN(`b.example')dnl", "FEATURE(`genericstable')dnl"],
  ["GENERICS_DOMAIN_FILE(`/etc/mail/generics-domains')dnl", "FEATURE(`genericstable')dnl"],
  ["VIRTUSER_DOMAIN(`b.example')dnl", "FEATURE(`virtusertable')dnl"],
  ["CANONIFY_DOMAIN(`b.example')dnl", "FEATURE(`nocanonify')dnl"],
  ["LDAPROUTE_DOMAIN(`b.example')dnl", "FEATURE(`ldap_routing', `ldap', `ldap')dnl"],
  ["define(`confCRL', `/etc/mail/tls/crl.pem')dnl", "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl"],
  ["define(`confDH_PARAMETERS', `/etc/mail/tls/dh.pem')dnl", "define(`confSERVER_CERT', `/etc/mail/tls/cert.pem')dnl"],
  [
    "define(`confTLS_SRV_OPTIONS', `V')dnl",
    "define(`confSERVER_CERT', `/etc/mail/tls/cert.pem')dnl",
    "FEATURE(`access_db')dnl\nFEATURE(`tls_session_features')dnl",
    "LOCAL_CONFIG\nO ServerCertFile=/etc/mail/tls/cert.pem",
  ],
  ["define(`confSERVER_SSL_OPTIONS', `SSL_OP_NO_TLSv1')dnl", "define(`confSERVER_CERT', `/etc/mail/tls/cert.pem')dnl"],
  ["define(`confCW_FILE', `/etc/mail/domains')dnl", "FEATURE(`use_cw_file')dnl"],
  ["define(`confCT_FILE', `/etc/mail/trusted')dnl", "FEATURE(`use_ct_file')dnl"],
  ["define(`confSINGLE_THREAD_DELIVERY', `True')dnl", "define(`confHOST_STATUS_DIRECTORY', `.hoststat')dnl"],
  ["define(`confSHARED_MEMORY_KEY_FILE', `/run/key')dnl", "define(`confSHARED_MEMORY_KEY', `-1')dnl"],
  ["define(`confMILTER_LOG_LEVEL', `9')dnl", "INPUT_MAIL_FILTER(`f', `S=local:/run/f.sock')dnl"],
  [
    "define(`confMILTER_MACROS_CONNECT', `j, _')dnl",
    "MAIL_FILTER(`f', `S=local:/run/f.sock')dnl",
    "LOCAL_CONFIG\nXf, S=local:/run/f.sock",
  ],
  [
    "define(`confCON_EXPENSIVE', `True')dnl",
    "MODIFY_MAILER_FLAGS(`SMTP', `+e')dnl",
    "define(`SMTP_MAILER_FLAGS', `e')dnl",
  ],
  ["define(`confCONNECTION_RATE_WINDOW_SIZE', `10m')dnl", "FEATURE(`access_db')dnl\nFEATURE(`ratecontrol')dnl"],
  ["define(`RELAY_MAILER_ARGS', `TCP $h 587')dnl", "define(`SMART_HOST', `a.example')dnl", "FEATURE(`mailertable')dnl"],
  ["QUEUE_GROUP(`slow', `P=/var/spool/mqueue/slow')dnl", "define(`ESMTP_MAILER_QGRP', `slow')dnl"],
  ["define(`EDNSBL_TO', `2')dnl", "FEATURE(`enhdnsbl', `list.example')dnl"],
  ["define(`DNSBL_MAP', `dns -R A')dnl", "FEATURE(`dnsbl', `list.example')dnl"],
  ["define(`confEBINDIR', `/usr/libexec')dnl", "FEATURE(`smrsh')dnl", "FEATURE(`local_lmtp')dnl"],
  ["define(`MSP_QUEUE_DIR', `/var/spool/clientmqueue')dnl", "FEATURE(`msp')dnl"],
  ["define(`CYRUSV2_MAILER_ARGS', `FILE /run/lmtp')dnl", "MAILER(`cyrusv2')dnl"],
  ["define(`UUCP_MAILER_ARGS', `uux - $h!rmail ($u)')dnl", "MAILER(`uucp')dnl"],
  ["define(`PROCMAIL_MAILER_ARGS', `procmail -Y -m $h $f $u')dnl", "MAILER(`procmail')dnl"],
  ["define(`confREJECT_MSG', `\"550 no\"')dnl", "FEATURE(`access_db')dnl"],
  [
    "define(`confRCPTREJ_MSG', `\"550 no\"')dnl",
    "FEATURE(`access_db')dnl\nFEATURE(`blocklist_recipients')dnl",
    "FEATURE(`access_db')dnl\nFEATURE(`blacklist_recipients')dnl",
  ],
  ["FEATURE(`tls_session_features')dnl", "FEATURE(`access_db')dnl"],
  [
    "define(`confLDAP_DEFAULT_SPEC', `-H ldap://ldap.a.example')dnl",
    "FEATURE(`mailertable', `LDAP')dnl",
    "define(`ALIAS_FILE', `ldap:')dnl",
    "RELAY_DOMAIN_FILE(`@LDAP')dnl",
    "LOCAL_CONFIG\nKmine ldap -k uid=%s",
  ],
  [
    "define(`SMTP_MAILER_ARGS', `TCP $h 2525')dnl",
    "define(`confSMTP_MAILER', `smtp')dnl",
    "define(`SMART_HOST', `smtp:[a.example]')dnl",
    "FEATURE(`mailertable')dnl",
    "LOCAL_RULE_0\nR$* < @ a.example. > $*\t$#smtp $@ a.example $: $1",
  ],
  [
    "define(`RELAY_MAILER_FLAGS', `k')dnl",
    "define(`SMART_HOST', `a.example')dnl",
    "define(`MAIL_HUB', `relay:a.example')dnl",
    "define(`LUSER_RELAY', `a.example')dnl",
    "LOCAL_CONFIG\nDSa.example",
  ],
];

/** The same in a .cf that nobody has a .mc of; the head has what sendmail needs. */
const HEAD = "V10/Berkeley\nO MaxHopCount=20\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n";
const CF_PAIRS: typeof PAIRS = [
  ["C{M}b.example", "DMa.example"],
  ["C{N}b.example", "DMa.example"],
  ["C{G}b.example", "Kgenerics hash /etc/mail/genericstable"],
  ["C{VirtHost}b.example", "Kvirtuser hash /etc/mail/virtusertable"],
  ["O CRLFile=/etc/mail/tls/crl.pem", "O CACertFile=/etc/mail/tls/ca.pem", "O CACertPath=/etc/mail/tls"],
  ["O DHParameters=/etc/mail/tls/dh.pem", "O ServerCertFile=/etc/mail/tls/cert.pem", "Stls_srv_features\nR$*\t$: $1"],
  ["O TLSSrvOptions=V", "O ServerCertFile=/etc/mail/tls/cert.pem"],
  ["O ServerSSLOptions=SSL_OP_NO_TLSv1", "O ServerCertFile=/etc/mail/tls/cert.pem"],
  ["O SingleThreadDelivery=True", "O HostStatusDirectory=.hoststat"],
  ["O SharedMemoryKeyFile=/run/key", "O SharedMemoryKey=-1"],
  ["O Milter.LogLevel=12", "Xf, S=local:/run/f.sock"],
  ["O HoldExpensive=True", "Msmtp, P=[IPC], F=e, A=TCP $h"],
  ["O LDAPDefaultSpec=-H ldap://ldap.a.example", "Kmine ldap -k uid=%s", "F{R}@LDAP"],
];

async function findings(files: Readonly<Record<string, string>>): Promise<number> {
  const site = await siteFrom(files);
  return [...lint(site, [rule]).values()].flat().filter(({ severity }) => severity === "warning").length;
}

/** LOCAL_CONFIG comes below the mailers, whose lines it would swallow. */
const ofMc = (...lines: readonly string[]) => {
  const isBelow = (line: string) => /^(?:LOCAL_CONFIG|MAILER)/.test(line);
  const above = lines.filter((line) => !isBelow(line));
  return findings({ "sendmail.mc": `${mc(...above)}${lines.filter(isBelow).join("\n")}\n` });
};
const ofCf = (...lines: readonly string[]) => findings({ "sendmail.cf": `${HEAD}${lines.join("\n")}\n` });

describe("pairs", () => {
  test.each(PAIRS)("%s", async (alone, ...partners) => {
    expect(await ofMc(alone), "without").toBe(1);
    for (const partner of partners) expect(await ofMc(partner, alone), partner).toBe(0);
  });

  test.each(CF_PAIRS)("of a .cf: %s", async (alone, ...partners) => {
    expect(await ofCf(alone), "without").toBe(1);
    for (const partner of partners) expect(await ofCf(partner, alone), partner).toBe(0);
  });

  test.each([
    "EXPOSED_USER(`root')dnl",
    "define(`UUCP_MAILER_MAX', `2000000')dnl",
    // OSTYPE(`linux') uses local_procmail.
    "define(`PROCMAIL_MAILER_PATH', `/usr/bin/procmail')dnl",
    "define(`confAUTH_OPTIONS', `A p')dnl",
    "define(`confCON_EXPENSIVE', `False')dnl",
    "define(`confCIPHER_LIST', `HIGH')dnl",
    "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl",
    "QUEUE_GROUP(`mqueue', `P=/var/spool/mqueue/q*')dnl",
    "define(`ESMTP_MAILER_ARGS', `TCP $h 2525')dnl",
    "define(`SMTP_MAILER_FLAGS', `k')dnl",
  ])("does something alone, or distributions ship it: %s", async (line) => {
    expect(await ofMc(line)).toBe(0);
  });
});
