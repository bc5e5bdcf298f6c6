// Tables for a mail server in tests, and configurations that use them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { programOf, run, type Version } from "../programs.ts";
import { Chance } from "../relay/random.ts";

const MAPS: Readonly<Record<string, string>> = {
  access: `192.0.2	RELAY
example.org	RELAY
From:foo@bar.example	REJECT
To:example.com	RELAY
Connect:192.0.2.7	OK
ClientRate:	10
ClientRate:192.0.2.7	5
ClientConn:	5
joe@	550 no joe
bitnet	ERROR:5.1.2:550 no bitnet
Spam:example.com	FRIEND
a.b.c.d	DISCARD
user@	OK
To:root@	REJECT
TLS_Srv:	ENCR:112
Srv_Features:	S V
`,
  virtusertable: `@example.org	joe
info@mx.example.com	root@example.net
@foo.example	%1@bar.example
err@example.org	error:nouser 550 no
a.b@example.com	a+b@localhost
`,
  mailertable: `example.org	smtp:relay.example.net
.example.com	esmtp:[192.0.2.9]
a.b.c.d	error:5.1.2:550 text
.uucp	local:x
x.bitnet	nosuch:y
`,
  genericstable: `joe	joe.user@example.org
root@mx.example.com	admin@example.net
`,
  domaintable: `foo.bar	example.org
old.example	mx.example.com
`,
};
const SAME: Readonly<Record<string, string>> = {
  authinfo: "access",
  uucpdomain: "mailertable",
  bitdomain: "domaintable",
};
const CLASSES: Readonly<Record<string, string>> = {
  "relay-domains": "example.net\nrelay.example\n",
  "local-host-names": "local.example\nfoo.example # comment\n",
  "virtuser-domains": "foo.example\nexample.org\n",
  "generics-domains": "mx.example.com\n",
};

/** Writes the tables into a folder and makes their databases with a version's makemap. */
export function writeTables(dir: string, version: Version): void {
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(CLASSES)) writeFileSync(path.join(dir, name), text);
  const maps = [...Object.entries(MAPS), ...Object.entries(SAME).map(([name, as]) => [name, MAPS[as] ?? ""] as const)];
  for (const [name, text] of maps) {
    const file = path.join(dir, name);
    writeFileSync(file, text);
    const { status, stderr } = run(programOf(version, "makemap"), ["hash", file], text);
    if (status !== 0) throw new Error(`makemap hash ${name}: ${stderr}`);
  }
}

/** The databases in a folder. */
export function databases(dir: string): ReadonlySet<string> {
  return new Set(
    readdirSync(dir)
      .filter((name) => name.endsWith(".db"))
      .map((name) => path.join(dir, name)),
  );
}

/** Names and arguments of features, in an order that the library accepts. */
const FEATURES = [
  "`access_db'",
  "`virtusertable'",
  "`mailertable'",
  "`genericstable'",
  "`domaintable'",
  "`masquerade_envelope'",
  "`masquerade_entire_domain'",
  "`allmasquerade'",
  "`always_add_domain'",
  "`use_cw_file'",
  "`redirect'",
  "`nocanonify'",
  "`nouucp', `reject'",
  "`nopercenthack'",
  "`delay_checks'",
  "`relay_entire_domain'",
  "`relay_hosts_only'",
  "`accept_unqualified_senders'",
  "`accept_unresolvable_domains'",
  "`blocklist_recipients'",
  "`lookupdotdomain'",
  "`relaytofulladdress'",
  "`compat_check'",
  "`stickyhost'",
  "`limited_masquerade'",
  "`virtuser_entire_domain'",
  "`generics_entire_domain'",
  "`preserve_local_plus_detail'",
  "`preserve_luser_host'",
  "`loose_relay_check'",
  "`local_no_masquerade'",
  "`smrsh'",
  "`bestmx_is_local'",
  "`queuegroup'",
  "`no_default_msa'",
  "`dnsbl', `bl.example'",
  "`ratecontrol', `nodelay'",
  "`greet_pause', `1000'",
  "`tls_session_features'",
] as const;
const LINES = [
  "MASQUERADE_AS(`masq.example')",
  "MASQUERADE_DOMAIN(`example.com')",
  "EXPOSED_USER(`root')",
  "LOCAL_USER(`joe')",
  "define(`SMART_HOST', `smtp:[192.0.2.25]')",
  "define(`SMART_HOST', `relay.example.net')",
  "define(`MAIL_HUB', `hub.example.net')",
  "define(`LOCAL_RELAY', `local.example.net')",
  "define(`LUSER_RELAY', `error:5.1.1 550 no such user')",
  "define(`BITNET_RELAY', `bit.example')",
  "define(`UUCP_RELAY', `uucp.example')",
  "define(`DECNET_RELAY', `dec.example')",
  "define(`confBLANK_SUB', `_')",
  "define(`confDOMAIN_NAME', `mail.example.com')",
  "define(`confOPERATORS', `.:%@!^/[]+=')",
  "define(`confMUST_QUOTE_CHARS', `.-')",
  "define(`confCOLON_OK_IN_ADDR', `True')",
  "LOCAL_DOMAIN(`own.example other.example')",
  "RELAY_DOMAIN(`relay.example')",
  "VIRTUSER_DOMAIN(`foo.example')",
  "GENERICS_DOMAIN(`mx.example.com')",
] as const;
const MAILER_LINES = ["MAILER(`smtp')", "MAILER(`procmail')", "MAILER(`uucp')", "MAILER(`cyrus')"] as const;
const RULES = [
  'LOCAL_RULESETS\nSLocal_check_rcpt\nR$* $| $*\t$: $1\nR$* spam $*\t$#error $@ 5.7.1 $: "550 " $1 " refused"\n',
  "LOCAL_CONFIG\nKmath arith\nKcheck regex -a<BAD> ^[0-9]+$\nLOCAL_RULESETS\nSLocal_check_mail\nR$*\t$: $(check $1 $: $1 $) $| $(math + $@ 1 $@ 2 $)\n",
  "LOCAL_RULE_0\nR$+ < @ special.example . >\t$#local $: $1\n",
  "LOCAL_RULE_3\nR$* < @ nick > $*\t$1 < @ example.org > $2\n",
  "LOCAL_NET_CONFIG\nR$* < @ $* .net. > $*\t$#smtp $@ net.example $: $1 < @ $2 .net. > $3\n",
] as const;

/** A made up .mc; the same for the same seed. */
export function madeUp(seed: number): string {
  const chance = new Chance(seed);
  const features = chance.some(FEATURES, 2, 9);
  // The library wants the access map before what rests on it.
  features.sort((a, b) => Number(b === "`access_db'") - Number(a === "`access_db'"));
  const mailers = chance.some(MAILER_LINES, 1, 3);
  mailers.sort((a, b) => MAILER_LINES.indexOf(a) - MAILER_LINES.indexOf(b));
  return [
    "OSTYPE(`linux')",
    ...chance.some(LINES, 0, 5),
    ...features.map((feature) => `FEATURE(${feature})`),
    "MAILER(`local')",
    ...mailers,
    ...(chance.maybe(0.5) ? [chance.pick(RULES)] : []),
    "",
  ].join("\n");
}

/** Puts a folder in place of /etc/mail. */
export function inFolder(cf: string, dir: string): string {
  return cf.replaceAll("/etc/mail/", `${dir}/`);
}

/** A file's bytes as characters; undefined where it cannot be read. */
export function bytesOf(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined;
  }
}
