// Makes mail server configurations and transactions to ask about, aimed at what the two have in common.
import type { ClientResolve, DnsAnswers, Query } from "../../../server/src/relay/types.ts";
import { Chance } from "./random.ts";

export interface AccessLine {
  readonly tag: string;
  readonly key: string;
  readonly value: string;
  /** What stands between key and value; a tab where it is left out. */
  readonly gap?: string;
}

/** A configuration as data; `texts.ts` writes it down. */
export interface Configuration {
  readonly seed: number;
  readonly ostype: string;
  /** Feature name and its arguments, in an order that the library accepts. */
  readonly features: readonly (readonly [string, ...string[]])[];
  readonly defines: readonly (readonly [string, string])[];
  readonly relayDomains: readonly string[];
  readonly relayFile: readonly string[] | undefined;
  readonly localDomains: readonly string[];
  readonly localFile: readonly string[] | undefined;
  readonly mechanisms: readonly string[];
  readonly masquerade: readonly string[];
  readonly virtual: readonly string[];
  /** Lines of LOCAL_CONFIG. */
  readonly lines: readonly string[];
  readonly daemonFlags: string;
  readonly access: readonly AccessLine[] | undefined;
}

export const HOST = "mx.example.com";
export const DOMAIN = "example.com";

const DOMAINS: readonly string[] = [
  "example.com",
  "mx.example.com",
  "www.example.com",
  "local.test",
  "second.local.test",
  "relay.example.org",
  "deep.relay.example.org",
  "example.org",
  "partner.test",
  "sub.partner.test",
  "evil.example",
  "notexample.com",
  "org",
  "test",
  "single",
  "localhost",
  "virtual.test",
  "host.BOGUS",
];
const NETS = ["10", "10.1", "192.0.2", "192.0.2.7", "198.51.100", "203.0.113.9", "127.0.0.1", "172.16"] as const;
const NETS6 = ["IPv6:2001:db8", "IPv6:2001:db8:0:0:0:0:0:7", "IPv6:2001:db8:1", "IPv6:fe80"] as const;
const ADDRESSES = [
  "10.1.2.3",
  "10.9.9.9",
  "192.0.2.7",
  "192.0.2.8",
  "198.51.100.1",
  "203.0.113.9",
  "203.0.113.90",
  "127.0.0.1",
  "127.0.0.2",
  "172.16.0.5",
  "8.8.8.8",
  "IPv6:2001:db8:0:0:0:0:0:7",
  "IPv6:2001:db8:1:0:0:0:0:1",
  "IPv6:2a00:1:2:3:4:5:6:7",
  "IPv6:0:0:0:0:0:0:0:1",
  "",
  "0",
] as const;
const USERS = ["user", "abuse", "joe", "joe+list", "joe+", "postmaster", "root"] as const;

const CONNECT_VALUES = ["RELAY", "RELAY", "RELAY", "OK", "REJECT", "SKIP", "relay"] as const;
const MAIL_VALUES = [
  "RELAY",
  "RELAY",
  "OK",
  "REJECT",
  "DISCARD",
  "SKIP",
  "ok",
  "ERROR:550 go away",
  "ERROR:5.7.1:550 no, not you",
  'ERROR:"550 quoted text"',
  'ERROR:4.2.1:"450 later, please"',
  "550 plain refusal",
  "RELAY # office",
  "QUARANTINE:smells bad",
  "yes",
  "RELAY (comment)",
] as const;
/** What people write by mistake, or hardly ever. */
const ODD_VALUES = [
  "Relay",
  "RELAY ",
  "RELAY\t# tab",
  "RELAY RELAY",
  "(office) RELAY",
  "(office)RELAY",
  '"RELAY"',
  "RELAY,",
  "RELAY;",
  "RELAY.",
  "RELAY>",
  "<RELAY",
  "<RELAY>",
  "RELAY(",
  "RELAY)",
  'RELAY"',
  "REL\\AY",
  "RELAY:partner.test",
  "OK # friend",
  "OK\t",
  "ok (friend)",
  "TEMP",
  "PERM",
  "OKR",
  "?",
  "??",
  "@",
  "NO",
  "SUBJECT",
  "FRIEND",
  "SPAMFRIEND",
  "SPAMHATER",
  "REJECT # spammer",
  "Reject",
  "DISCARD:quietly",
  "QUARANTINE",
  "QUARANTINE:",
  "ERROR",
  "ERROR:",
  "ERROR: 550 blank in front",
  "error:5.7.1:550 lower case",
  "ERROR:5.7.1 550 no second colon",
  'ERROR:D.S.N:"550 letters"',
  "ERROR:550 5.7.1 both codes",
  'ERROR:5.7.1:"550 mail from (here) <x@y> refused"',
  "550 see <http://lists.example/?a=b;c>",
  "550 5.7.1 (comment only)",
  '550 "one" "two"',
  "550 it's no use",
  "571 5.7.1 Spam, spam, and spam",
  "1",
  "0",
  "10",
] as const;
const ODD_MESSAGES = [
  "550 plain words, with a comma",
  "550 refused (see our pages)",
  "no code at all",
  "571 5.7.1 Go away: $&{client_name} [$&{client_addr}]",
  '"550 quoted" and not',
  "550 mail $m first; <postmaster@$m>",
  '"550 5.7.1 " $&s " is " $&{client_resolve}',
] as const;
const ODD_TAGS = [
  "CONNECT",
  "connect",
  "from",
  "TO",
  "spam",
  "ClientRate",
  "ClientConn",
  "rhs",
  "Compat",
  "Srv_Features",
];
const ODD_KEYS = [
  "partner.test.",
  "*.partner.test",
  "PARTNER.Test",
  "@partner.test",
  "partner",
  "10.0.0.0/8",
  "192.0.2.0/24",
  "192.0.2.",
  "192.0.2.*",
  "[192.0.2",
  "[192.0.2.8]",
  "[192.0.2]",
  "[IPv6:2001:db8]",
  "[IPv6:2001:db8:0:0:0:0:0:7]",
  "IPv6:2001:DB8",
  "IPv6:2001:db8::7",
  "IPv6:",
  "IPv6",
  "2001:db8",
  "joe@[192.0.2.8]",
  "Joe@PARTNER.test",
  '"joe"@partner.test',
  "joe@partner.test.",
  "joe%partner.test@mx.example.com",
  "joe+*@partner.test",
  "joe+list@partner.test",
  "joe+list@",
  "joe+@",
  "+*@",
  "@",
  "<>",
  "<@>",
  ".",
  ".test",
  "..test",
  "test",
  "localhost",
  "mx",
  "joe/partner.test@partner.test",
  "joe:partner",
  "Connect:10",
  "joe.joe@partner.test",
  "joe\\@partner.test",
] as const;
/** Words of class R; what stands behind the first twelve is for a file. */
const ODD_WORDS = [
  "PARTNER.Test",
  ".partner.test",
  "*.partner.test",
  "192.0.2.",
  "192.0.2.0/24",
  "IPv6:2001:db8:",
  "IPv6:",
  "[10.1.2.3]",
  "user@partner.test",
  "localhost",
  "mx.example.com",
  "partner.test org",
  "  indented.test",
  "partner.test # ours",
  "# org",
  "",
  "sub.partner.test\tevil.example",
  '"quoted.test"',
] as const;
const GAPS = ["\t", " ", "  ", "\t\t", " \t ", "\t "] as const;
const SPAM_VALUES = ["FRIEND", "HATER", "FRIEND", "HATER", "OK"] as const;
const TLS_VALUES = [
  "VERIFY",
  "ENCR:112",
  "PERM+VERIFY",
  "TEMP+ENCR:256",
  "VERIFY:256",
  "OK",
  "PERM+VERIFY:128+CN",
  "VERIFY+CN:client.test++CS:/CN=a",
  "ENCR:40+CI:/CN=ca",
] as const;

function accessLine(chance: Chance, names: readonly string[]): AccessLine {
  if (chance.maybe(0.05)) return { tag: "CERTISSUER", key: "/CN=ca", value: chance.pick(["RELAY", "SUBJECT", "OK"]) };
  if (chance.maybe(0.2)) return oddLine(chance, names);
  if (chance.maybe(0.05)) return { tag: "CERTSUBJECT", key: "/CN=a", value: chance.pick(["RELAY", "OK", "relay"]) };
  const tag = chance.pick(["Connect", "Connect", "Connect", "From", "From", "To", "To", "", "", "Spam", "TLS_Clt"]);
  const domain = chance.pick(names);
  const key = ((): string => {
    const address = chance.maybe(0.2) ? chance.pick(NETS6) : chance.pick(NETS);
    const user = chance.pick(USERS);
    const plain = chance.maybe(0.15) ? `.${domain}` : domain;
    switch (tag) {
      case "Connect":
        return chance.maybe(0.65) ? (chance.maybe(0.2) ? `[${address}]` : address) : plain;
      case "TLS_Clt":
        return chance.maybe(0.4) ? "" : chance.maybe(0.5) ? address : plain;
      case "":
        return chance.pick([plain, plain, address, `${user}@`, `${user}@${domain}`]);
      default:
        return chance.pick([plain, plain, `${user}@${domain}`, `${user}@`, "joe+*@", `joe+*@${domain}`]);
    }
  })();
  const values =
    tag === "TLS_Clt"
      ? TLS_VALUES
      : tag === "Spam"
        ? SPAM_VALUES
        : tag === "Connect" && chance.maybe(0.7)
          ? CONNECT_VALUES
          : MAIL_VALUES;
  return { tag, key, value: chance.pick(values) };
}

function oddLine(chance: Chance, names: readonly string[]): AccessLine {
  const { tag, key, value } = accessLine(chance, names);
  const limits = ["ClientRate", "ClientConn"];
  const other = chance.maybe(0.4) ? chance.pick(ODD_TAGS) : tag;
  return {
    tag: other,
    key: limits.includes(other) ? chance.pick(["", ...NETS]) : chance.maybe(0.5) ? chance.pick(ODD_KEYS) : key,
    value: chance.maybe(0.5) ? chance.pick(ODD_VALUES) : value,
    gap: chance.pick(GAPS),
  };
}

/** The configuration with this number. */
export function configuration(seed: number): Configuration {
  const chance = new Chance(seed);
  const features: [string, ...string[]][] = [];
  const add = (probability: number, name: string, ...args: string[]): boolean => {
    const on = chance.maybe(probability);
    if (on) features.push([name, ...args]);
    return on;
  };
  if (chance.maybe(0.75))
    features.push(
      chance.maybe(0.9) ? ["nocanonify"] : ["nocanonify", chance.pick(["canonify_hosts", "Canonify_Hosts"])],
    );
  add(0.6, "accept_unresolvable_domains");
  add(0.3, "accept_unqualified_senders");
  const hasAccess = chance.maybe(0.8);
  // A friend or hater without an access map is refused by the library.
  add(
    0.3,
    "delay_checks",
    ...(hasAccess
      ? chance.pick([[], [], ["friend"], ["hater"], ["friend", "n"], ["", "n"], ["Friends"], ["H", "x"]])
      : []),
  );
  if (hasAccess) {
    const extras = chance.some(["skip", "lookupdotdomain", "relaytofulladdress", "SKIP", ""], 0, 3);
    const spec = chance.maybe(0.8)
      ? "hash -T<TMPF> @access"
      : chance.pick([
          "hash -o -T<TMPF> @access",
          "hash @access",
          "hash -T<TMPF> @access.db",
          "hash -t -T<TMPF> @access",
        ]);
    features.push(["access_db", spec, ...(chance.maybe(0.5) ? extras : [])]);
    if (chance.maybe(0.15)) features.push(["lookupdotdomain"]);
    add(0.4, chance.maybe(0.8) ? "blocklist_recipients" : "blacklist_recipients");
    add(0.3, "relay_mail_from", ...chance.pick([[], ["domain"], ["domain"], ["Domain"]]));
  }
  add(0.25, "relay_hosts_only");
  add(0.25, "relay_entire_domain");
  add(0.15, "relay_local_from");
  add(0.2, "relay_based_on_MX");
  add(0.2, "bestmx_is_local", ...(chance.maybe(0.4) ? [chance.pick(["partner.test", "example.org"])] : []));
  add(0.05, "promiscuous_relay");
  add(0.25, "loose_relay_check");
  const how = ["reject", "nospecial", "reject", "nospecial", "r", "n", "Reject", ""];
  add(0.25, "nouucp", chance.pick(how));
  add(0.25, "nopercenthack", chance.pick(how));
  add(0.2, "use_client_ptr");
  add(0.2, "require_rdns");
  add(0.2, "block_bad_helo");
  add(0.15, "redirect");
  add(0.1, "dnsbl", "list.invalid");
  const virtual = chance.maybe(0.15) ? chance.some(["virtual.test", "partner.test"], 1, 2) : [];
  if (virtual.length > 0 && chance.maybe(0.7)) features.push(["virtusertable", "hash -o @virtusertable"]);
  if (chance.maybe(0.1)) features.push(["virtuser_entire_domain"]);
  add(0.1, "masquerade_entire_domain");
  const delayed = features.some(([name]) => name === "delay_checks");
  if (hasAccess) {
    const limits = (): string[] =>
      chance.pick([[], [], ["", "terminate"], ...(delayed ? [["nodelay"], ["nodelay", "terminate"]] : [])]);
    add(0.06, "conncontrol", ...limits());
    add(0.06, "ratecontrol", ...limits());
    add(0.05, "greet_pause", ...chance.pick([[], ["5000"]]));
    add(0.04, "compat_check");
    add(0.04, "queuegroup", ...chance.pick([[], ["main"]]));
    add(0.04, "bcc", "access", "archive@elsewhere.example");
    add(0.04, "rhsbl", "list.invalid", ...chance.pick([[], ["550 no"], ["", "t"]]));
  }
  add(0.04, "dnsbl", "other.invalid", ...chance.pick([["550 listed"], ["quarantine"], ["discard"], ["", "t"]]));
  add(0.04, "enhdnsbl", "enh.invalid", ...chance.pick([[], ["550 listed", "t", "127.0.0.2."], ["quarantine"]]));
  add(0.04, "mtamark", ...chance.pick([[], ["550 no MTA", "t"]]));
  // What is asked for twice, as by a DOMAIN file and the .mc.
  const again: [string, ...string[]][] = [
    ["nocanonify"],
    ["nouucp", "reject"],
    ["nopercenthack", "nospecial"],
    ["bestmx_is_local"],
    ["bestmx_is_local", "notexample.com"],
    ["delay_checks"],
    ...(hasAccess
      ? ([
          ["delay_checks", "friend"],
          ["delay_checks", "", "n"],
          ["access_db", "hash -T<TMPF> @access", "skip"],
          ["access_db", "hash -T<TMPF> @access"],
          ["relay_mail_from"],
          ["relay_mail_from", "domain"],
        ] satisfies [string, ...string[]][])
      : []),
  ];
  if (chance.maybe(0.12)) features.push(...chance.some(again, 1, 2));
  if (add(0.1, "genericstable", "hash -o @genericstable")) add(0.5, "generics_entire_domain");
  // These have no say in the checks, which is what is asked here.
  for (const name of [
    "always_add_domain",
    "preserve_local_plus_detail",
    "stickyhost",
    "allmasquerade",
    "notsticky",
    "limited_masquerade",
    "masquerade_envelope",
    "preserve_luser_host",
    "check_cert_altnames",
    "tls_failures",
    "tls_session_features",
    "check_other",
    "no_default_msa",
  ])
    add(0.03, name);
  const defines: [string, string][] = [];
  if (chance.maybe(0.1))
    defines.push([
      "confRELAY_MSG",
      chance.pick([
        '"550 No relaying here, sorry"',
        '"550 5.7.9 Not for " $&{client_addr} ", " $&{client_name}',
        "550 no $j",
        ...ODD_MESSAGES,
      ]),
    ]);
  if (chance.maybe(0.1)) defines.push(["confREJECT_MSG", chance.pick(['"554 5.7.0 Not welcome"', ...ODD_MESSAGES])]);
  if (chance.maybe(0.1)) defines.push(["confRCPTREJ_MSG", chance.pick(['"550 Nobody there: " $&f', ...ODD_MESSAGES])]);
  if (chance.maybe(0.1)) defines.push(["TLS_PERM_ERR", ""]);
  if (chance.maybe(0.1)) defines.push(["UUCP_RELAY", "uucp.partner.test"]);
  if (chance.maybe(0.05)) defines.push(["BITNET_RELAY", "bitnet.partner.test"]);
  if (chance.maybe(0.05)) defines.push(["_USE_DECNET_SYNTAX_", "1"]);
  if (chance.maybe(0.05)) defines.push(["DECNET_RELAY", "decnet.partner.test"]);
  if (chance.maybe(0.05)) defines.push(["SMART_HOST", "smart.partner.test"]);
  if (chance.maybe(0.05)) defines.push(["MAIL_HUB", "hub.partner.test"]);
  if (chance.maybe(0.05)) defines.push(["confDELIVERY_MODE", chance.pick(["defer", "queue", "background"])]);
  const relayWords = (): string[] =>
    chance.some(
      [...DOMAINS.slice(4, 13), ...NETS, ...NETS6, "[192.0.2.8]", "relay.example.org.", ...ODD_WORDS.slice(0, 12)],
      0,
      4,
    );
  return {
    seed,
    ostype: chance.pick(["linux", "linux", "debian", "freebsd6", "solaris8"]),
    features,
    defines,
    relayDomains: relayWords(),
    relayFile: chance.maybe(0.4)
      ? [...relayWords(), ...(chance.maybe(0.3) ? chance.some(ODD_WORDS, 1, 3) : [])]
      : undefined,
    localDomains: chance.some(["local.test", "partner.test", "[192.0.2.8]", "Second.Local.Test"], 0, 2),
    localFile: chance.maybe(0.3) ? chance.some(["local.test", "second.local.test", "org"], 0, 2) : undefined,
    mechanisms: chance.maybe(0.4)
      ? chance.some(["PLAIN", "LOGIN", "CRAM-MD5", "EXTERNAL", "PLAIN LOGIN", "plain", "GSSAPI DIGEST-MD5"], 1, 3)
      : [],
    virtual,
    lines: chance.maybe(0.2)
      ? chance.some(
          [
            "CR203.0.113 partner.test",
            "Cwhost.partner.test second.local.test",
            "C{Canonify}evil.example",
            "CPBOGUS",
            "C{G}example.org",
            "CGlocal.test",
            "C{R}evil.example # with a remark",
            "CR\tsub.partner.test",
            "C{w}org",
            "C{VirtHost}evil.example",
            "CMorg",
            "C{TrustAuthMech}GSSAPI",
            "CR$=w",
            "CR$m",
            "O DeliveryMode=defer",
            "O DeliveryMode=background",
          ],
          1,
          2,
        )
      : [],
    masquerade: chance.maybe(0.2) ? chance.some(["example.com", "single"], 0, 2) : [],
    daemonFlags: chance.pick(["", "", "", "f", "u", "c", "C", "fc", "uC", "a", "E", "Af", "bhu", "rS", "sOc", "Ea"]),
    access: hasAccess
      ? Array.from({ length: chance.below(14) }, () => accessLine(chance, DOMAINS)).filter(
          (line, i, all) => line.tag + line.key !== "" && all.findIndex((l) => sameKey(l, line)) === i,
        )
      : undefined,
  };
}

function sameKey(a: AccessLine, b: AccessLine): boolean {
  return `${a.tag}:${a.key}`.toLowerCase() === `${b.tag}:${b.key}`.toLowerCase();
}

/** What the name service of the tests says: the same in the query and in the maps that stand in for it. */
export const DNS: DnsAnswers = {
  senders: { "evil.example": "PERM", "sub.partner.test": "TEMP", single: "PERM", "[10.1.2.3]": "PERM" },
  mx: {
    "example.org": ["mx.example.com"],
    "partner.test": ["mx.partner.test", "local.test", "mx.example.com"],
    "sub.partner.test": "TEMP",
    "notexample.com": ["localhost"],
    "backup.example": ["mx.example.com"],
    "shared-backup.example": ["mx.elsewhere.example", "mx.example.com"],
    "backup.partner.test": ["mx.example.com"],
    "backup.example.org": ["mx.example.com"],
    "backup.notexample.com": ["mx.example.com"],
  },
  notCanonical: ["evil.example", "notexample.com", "single", "org", "client.test"],
};

/** An address, now and then with something in it that does not belong there. */
function mailbox(chance: Chance, domains: readonly string[]): string {
  let address = tidyMailbox(chance, domains);
  if (!chance.maybe(0.12)) return address;
  for (let i = chance.below(3); i >= 0; i--) {
    const at = chance.below(address.length + 1);
    const removed = chance.maybe(0.3) ? 1 : 0;
    address = address.slice(0, at) + chance.pick(STRAY) + address.slice(at + removed);
  }
  return address;
}

const STRAY = [..."<>()[]\"\\,;:@%!+. =~*|/^'", "..", "@@", "::", "IPv6:", "x".repeat(300)];

function tidyMailbox(chance: Chance, domains: readonly string[]): string {
  const user = chance.pick(USERS);
  const domain = (): string => {
    const name = chance.pick(domains);
    return chance.maybe(0.1) ? name.toUpperCase() : chance.maybe(0.05) ? `${name}.` : name;
  };
  const literal = (): string =>
    `[${chance.pick(["192.0.2.8", "127.0.0.1", "10.1.2.3", "IPv6:0:0:0:0:0:0:0:1", "IPv6:2001:db8::7", "IPv6:::1", "a", ""])}]`;
  if (chance.maybe(0.62)) return `${user}@${domain()}`;
  return chance.pick([
    () => user,
    () => `${user}%${domain()}@${domain()}`,
    () => `${user}%${domain()}%${domain()}@${domain()}`,
    () => `${user}%${domain()}`,
    () => `${domain()}!${user}`,
    () => `${domain()}!${domain()}!${user}`,
    () => `${domain()}!${user}@${domain()}`,
    () => `a!b!${user}@${domain()}`,
    () => `${domain()}!${user}%${domain()}@${domain()}`,
    () => `@${domain()}:${user}@${domain()}`,
    () => `@${domain()},@${domain()}:${user}@${domain()}`,
    () => `@${literal()}:${user}@${domain()}`,
    () => `@${domain()}:${user}`,
    () => `@${domain()}`,
    () => `${user}@`,
    () => `${user}@@${domain()}`,
    () => `${user}@${domain()}@${domain()}`,
    () => `"${user}@${domain()}"@${domain()}`,
    () => `"${user}"@${domain()}`,
    () => `"${user}@${domain()}"`,
    () => `"${user} blank"@${domain()}`,
    () => `""@${domain()}`,
    () => `"${domain()}!${user}"@${domain()}`,
    () => `${user}@${literal()}`,
    () => `${user}@${literal()}${chance.pick([".", "x", `:${domain()}`, ":[10.1.2.3]"])}`,
    () => `${user}@${domain()}.UUCP`,
    () => `${user}@${domain()}.BITNET`,
    () => `${user}@${domain()}:25`,
    () => `${user}@.${domain()}`,
    () => `${user}@a..${domain()}`,
    () => `${user}@${domain()}.REDIRECT`,
    () => `${user}.${user}@${domain()}`,
    () => `${user}@localhost.${DOMAIN}`,
    () => `${user}/${domain()}@${domain()}`,
    () => `${user}^${user}+x+y@${domain()}`,
    () => `:include:${user}@${domain()}`,
    () => `group:${user}@${domain()};`,
    () => "group:;",
    () => `group:${user};@${domain()}`,
    () => `${user}::${user}@${domain()}`,
    () => `node::${user}`,
    () => `1.2::${user}`,
    () => `${user}@${domain()}.DECNET`,
    () => `${user}@*LOCAL*`,
    () => "@",
    () => `%${user}`,
    () => `!${user}@${domain()}`,
    () => `${user}%@${domain()}`,
    () => `%${domain()}@${domain()}`,
    () => `\\${user}@${domain()}`,
    () => `${user} ${user}@${domain()}`,
    () => `${user}@${domain()} (comment)`,
    () => `${user}(comment)@${domain()}`,
    () => `${user}@localhost`,
    () => `${user}@(comment)${domain()}`,
    () => `"${user}\\"${user}"@${domain()}`,
    () => `"${user}"."${user}"@${domain()}`,
    () => `${user}@[${domain()}]`,
    () => `${user}@"${chance.pick(DOMAINS.filter((name) => !DNS.notCanonical?.includes(name)))}"`,
    () => `${user}@mx`,
    () => `${user}@a,${user}@${domain()}`,
    () => `@${domain()},${user}@${domain()}`,
    () => `<${user}@${domain()}>`,
    () => `${user}@${domain()}%${domain()}`,
    () => `${domain()}!${domain()}%${user}`,
    () => `${user}%${domain()}@${literal()}`,
    () => `"${user}%${domain()}"@${domain()}`,
    () => `"@${domain()}:${user}"@${domain()}`,
    () => `"${user}@${domain()}"%${domain()}`,
    () => `${user}@IPv6:2001:db8::7`,
    () => `${user}@192.0.2.7`,
    () => `${"long".repeat(chance.pick([10, 60, 120]))}@${domain()}`,
    () => `+${user}@${domain()}`,
    () => `+@${domain()}`,
    () => `${user}++x@${domain()}`,
    () => `.@${domain()}`,
    () => ".",
    () => "<",
    () => ">",
  ])();
}

/** A transaction that touches what the configuration names more often than chance would have it. */
export function transaction(chance: Chance, made: Configuration): Query {
  const keys = (made.access ?? []).map((line) => line.key);
  const named = [...keys, ...made.relayDomains, ...made.localDomains, ...(made.relayFile ?? [])];
  const domains = [
    ...DOMAINS,
    ...named.filter((name) => /^[A-Za-z][A-Za-z.]*$/.test(name)),
    ...named.filter((name) => /^[A-Za-z][A-Za-z.]*$/.test(name)).map((name) => `host.${name}`),
    "unrelated.example",
  ];
  const resolve: ClientResolve = chance.pick(["OK", "OK", "OK", "OK", "FAIL", "TEMP", "FORGED"]);
  const clientAddress = chance.pick(ADDRESSES);
  const name = chance.maybe(0.5)
    ? "client.test"
    : `h.${chance.pick(domains)}`.replace(/^h\./, chance.maybe(0.5) ? "h." : "");
  const clientName =
    resolve === "OK" || resolve === "FORGED" ? (chance.maybe(0.02) ? "" : name) : `[${clientAddress || "0"}]`;
  const authType = chance.maybe(0.15) ? chance.pick(["PLAIN", "LOGIN", "GSSAPI", "CRAM-MD5"]) : "";
  const bracket = (address: string): string =>
    chance.maybe(0.97) || address.includes(",") ? `<${address}>` : chance.maybe(0.5) ? address : `Name <${address}>`;
  return {
    clientAddress,
    clientName,
    clientResolve: resolve,
    clientPtr: chance.maybe(0.3) ? `ptr.${chance.pick(DOMAINS)}` : clientName,
    sender: chance.maybe(0.08) ? "<>" : bracket(mailbox(chance, domains)),
    recipient: chance.maybe(0.01) ? "<>" : bracket(mailbox(chance, domains)),
    authType,
    authName: authType === "" ? "" : "jane",
    tlsVerify: chance.pick(["NONE", "NONE", "NONE", "OK", "TRUSTED", "NO", "FAIL", "SOFTWARE", "NOT", ""]),
    cipherBits: chance.pick([0, 128, 256]),
    certIssuer: chance.pick(["/CN=ca", ""]),
    certSubject: chance.pick(["/CN=a", "/CN=b"]),
    certName: chance.pick(["client.test", "other.test"]),
    helo: chance.pick([
      "client.test",
      "single",
      HOST,
      "[127.0.0.1]",
      "192.0.2.8",
      "IPv6:2001:db8::7",
      "127.0.0.1",
      "a.",
    ]),
    daemonFlags: made.daemonFlags,
    dns: DNS,
  };
}
