// Makes up mail servers whose files have the mistakes that people make, many of them at once.

/** A source of numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const FOLDER = "file:///etc/mail/";

/** Lines before the mailers, each as somebody wrote it; `\n` where several lines belong together. */
const LINES: readonly string[] = [
  "FEATURE(`access_db')dnl",
  "FEATURE(`access_db', `hash -o /etc/mail/access')dnl",
  "FEATURE(`access_db', `hash -T&lt;TMPF&gt; /etc/mail/access')dnl",
  "FEATURE(`access_db', `hash -o /etc/mail/access', `relaytofulladdress')dnl",
  "FEATURE(`promiscuous_relay')dnl",
  "#FEATURE(`promiscuous_relay')dnl",
  "dnlFEATURE(`promiscuous_relay')",
  "dnl FEATURE(`promiscuous_relay')dnl",
  "FEATURE (`relay_entire_domain')dnl",
  "FEATURE(`relay_entire_domain')dnl",
  "FEATURE(`relay_hosts_only')dnl",
  "FEATURE(`relay_based_on_MX')dnl",
  "FEATURE(`relay_local_from')dnl",
  "FEATURE(`relay_mail_from', `domain')dnl",
  "FEATURE(`relay_mail_from')dnl",
  "FEATURE(`loose_relay_check')dnl",
  "FEATURE(`bestmx_is_local')dnl",
  "FEATURE('relay_entire_domain')dnl",
  "FEATURE(`relay_entire_domian')dnl",
  "FEATURE(`relay_based_on_mx')dnl",
  "feature(`relay_entire_domain')dnl",
  "FEATURE(`delay_checks')dnl",
  "FEATURE(`delay_checks', `friend')dnl",
  "FEATURE(`blacklist_recipients')dnl",
  "FEATURE(`blocklist_recipients')dnl",
  "FEATURE(`accept_unresolvable_domains')dnl",
  "FEATURE(`accept_unqualified_senders')dnl",
  "FEATURE(`dnsbl', `relays.ordb.org')dnl",
  "FEATURE(`dnsbl', `dnsbl.sorbs.net')dnl FEATURE(`relay_entire_domain')",
  "FEATURE(`greet_pause', `5000')dnl",
  "FEATURE(`use_cw_file')dnl",
  "FEATURE(`nopercenthack', `nospecial')dnl",
  "FEATURE(`always_add_domain')dnl",
  "define(`MYFEATURE', `FEATURE(`$1')')dnl\nMYFEATURE(`relay_hosts_only')dnl\nMYFEATURE(`relay_local_from')dnl",
  "define(`TWICE', `FEATURE(`$1')FEATURE(`$1')')dnl\nTWICE(`relay_local_from')dnl",
  "define(`LISTS', `FEATURE(`dnsbl', `$1')')dnl\nLISTS(`relays.ordb.org')dnl\nLISTS(`zen.spamhaus.org')dnl",
  "ifdef(`confNOTHING', `', `FEATURE(`promiscuous_relay')')dnl",
  "define(`FLAGS', `novrfy,noexpn')dnl\ndefine(`confPRIVACY_FLAGS', FLAGS)dnl",
  "define(`SAME', `p')dnl\ndefine(`confAUTH_OPTIONS', `SAME')dnl\ndefine(`confPRIVACY_FLAGS', `SAME')dnl",
  "define(`confPRIVACY_FLAGS', novrfy)dnl",
  "define(`confPRIVACY_FLAGS', `public')dnl",
  "define(`confPRIVACY_FLAGS', 'goaway')dnl",
  "define (`confPRIVACY_FLAGS', `goaway')dnl",
  "define(`confLOG_LEVEL', `2')dnl",
  "define(`confDH_PARAMETERS', `5')dnl",
  "define(`confSMTP_LOGIN_MSG', `$j Sendmail $v/$Z; private system')dnl",
  "define(`confAUTH_MECHANISMS', `PLAIN LOGIN ANONYMOUS')dnl\nTRUST_AUTH_MECH(`LOGIN ANONYMOUS PLAIN')dnl",
  "define(`confAUTH_MECHANISMS', `LOGIN ANONYMOUS')dnl\nTRUST_AUTH_MECH(`ANONYMOUS')dnl",
  "define(`confDELIVERY_MODE', `defer')dnl",
  "define(`_RELAY_DB_FROM_')dnl",
  "RELAY_DOMAIN(`com')dnl",
  "RELAY_DOMAIN(`example.org co.uk')dnl",
  "RELAY_DOMAIN(`203.0.113.0/24')dnl",
  "RELAY_DOMAIN (`203.0.113')dnl",
  "RELAY_DOMAIN(`gmail.com 203.0.113')dnl",
  "RELAY_DOMAIN_FILE(`/etc/mail/relay-domains')dnl",
  "DAEMON_OPTIONS(`Port=smtp, Name=MTA')dnl",
  "DAEMON_OPTIONS('Port=submission, Name=MSA, M=Ea')dnl",
  "DAEMON_OPTIONS(`Port=smtp,Addr=127.0.0.1, Name=MTA')dnl",
  "DAEMON_OPTIONS(`Port=587, Name=MSA, M=Ea')dnl",
  "OSTYPE(`linux')dnl",
  "VERSIONID(`site 8.14.4')dnl",
];

/** Sections that come after the mailers. */
const RULESETS: readonly string[] = [
  "LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$#OK",
  "LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t\t$: $1\nR$*\t$# OK",
  "LOCAL_RULESETS\nSLocal_check_mail\nR$+ @ bad.example\t$#error $@ 5.7.1 $: no",
];

const TAGS = ["", "", "Connect:", "Connect:", "From:", "To:", "Conect:", "Connect: ", "Form:", "connect:", "Spam:"];
const KEYS: readonly string[] = [
  "com",
  "org",
  "co.uk",
  "203",
  "10",
  "203.0.113",
  "203.0.113.8",
  "203.0.113.0/24",
  "203.0.113.",
  "203.0.0.0",
  "198.51.100.*",
  "IPv6:2001:db8::1",
  "IPv6:2",
  "gmail.com",
  "yahoo.com",
  "partner.example",
  "*.partner.example",
  ".partner.example",
  "host.partner.example",
  "joe@partner.example",
  "joe@",
  "@partner.example",
  "localhost",
  "127.0.0.1",
  "[203.0.113.9]",
  '"partner.example"',
  "partner.example,",
  "mail.com",
];
const VALUES: readonly string[] = [
  "RELAY",
  "RELAY",
  "RELAY",
  "relay",
  "RELAY # office",
  "RELAY,OK",
  "RELY",
  "OK",
  "REJECT",
  "REJECT go away",
  "DISCARD",
  "ALLOW",
  "DENY",
  "QUARANTINE",
  "550 4.7.1 no",
  "ERROR:4.7.1:no",
  "ERROR:550 no",
  "",
];
/** Whole lines of an access map. */
const ACCESS: readonly string[] = [
  "Try_TLS: other.example NO",
  "ClientRate: 10.0.0 5",
  "Connect: 192.168.1 RELAY",
  "    RELAY",
  "  Connect:203.0.113 RELAY",
  "# a comment",
  "// our partner RELAY",
  "",
];
const MEMBERS: readonly string[] = [
  ...KEYS,
  "203.0.113 RELAY",
  "// our partner",
  "partner.example # ours",
  "  partner.example",
  "com net",
];

/** The files of one mail server, by URI. */
export function mistakenSite(seed: number): Readonly<Record<string, string>> {
  const next = numbers(seed);
  const below = (count: number) => Math.floor(next() * count);
  const pick = (all: readonly string[]): string => all[below(all.length)] ?? "";
  const some = (most: number, make: () => string): readonly string[] => {
    const made: string[] = [];
    for (let left = below(most + 1); left > 0; left--) {
      const line = make();
      made.push(line);
      // People paste the same line twice.
      if (next() < 0.15) made.push(line);
    }
    return made;
  };
  const name = next() < 0.7 ? ["define(`confDOMAIN_NAME', `mx.example.net')dnl"] : [];
  const lines = some(9, () => pick(LINES));
  const late = next() < 0.15 ? [pick(LINES)] : [];
  const rulesets = next() < 0.15 ? [pick(RULESETS)] : [];
  const mc = [
    "OSTYPE(`linux')dnl",
    ...name,
    ...lines,
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    ...late,
    ...rulesets,
    "",
  ];
  const entry = () =>
    next() < 0.15 ? pick(ACCESS) : `${pick(TAGS)}${pick(KEYS)}${next() < 0.5 ? "\t" : " "}${pick(VALUES)}`;
  const eol = next() < 0.1 ? "\r\n" : "\n";
  const file = (of: readonly string[]) => of.map((line) => line + eol).join("");
  return {
    [`${FOLDER}sendmail.mc`]: mc.join(eol),
    [`${FOLDER}access`]: file(some(8, entry)),
    [`${FOLDER}relay-domains`]: file(some(4, () => pick(MEMBERS))),
    [`${FOLDER}local-host-names`]: file(some(3, () => pick(MEMBERS))),
  };
}
