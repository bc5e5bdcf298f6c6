// Makes mail server configurations and transactions to ask about, aimed at what the two have in common.
import type { ClientResolve, Query } from "../../../server/src/relay/types.ts";
import { mailbox } from "./mailboxes.ts";
import { Chance } from "./random.ts";
import {
  ADDRESSES,
  CONFIG_LINES,
  CONNECT_VALUES,
  DAEMON_FLAGS,
  DEFINES,
  DNS,
  DOMAINS,
  GAPS,
  HELOS,
  IDLE_FEATURES,
  MAIL_VALUES,
  MECHANISMS,
  NETS,
  NETS6,
  ODD_KEYS,
  ODD_TAGS,
  ODD_VALUES,
  ODD_WORDS,
  RELAY_WORDS,
  SPAM_VALUES,
  TLS_VALUES,
  USERS,
} from "./vocabulary.ts";

export { DNS, DOMAIN, HOST } from "./vocabulary.ts";

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

function accessLine(chance: Chance, names: readonly string[]): AccessLine {
  if (chance.of("issuer").maybe(0.05))
    return { tag: "CERTISSUER", key: "/CN=ca", value: chance.of("value").pick(["RELAY", "SUBJECT", "OK"]) };
  if (chance.of("odd").maybe(0.2)) return oddLine(chance.of("odd line"), names);
  if (chance.of("subject").maybe(0.05))
    return { tag: "CERTSUBJECT", key: "/CN=a", value: chance.of("value").pick(["RELAY", "OK", "relay"]) };
  const tags = ["Connect", "Connect", "Connect", "From", "From", "To", "To", "", "", "Spam", "TLS_Clt"];
  const tag = chance.of("tag").pick(tags);
  return { tag, key: keyFor(tag, chance.of("key"), names), value: chance.of("value").pick(valuesFor(tag, chance)) };
}

function keyFor(tag: string, chance: Chance, names: readonly string[]): string {
  const domain = chance.of("domain").pick(names);
  const address = chance.of("address").pick(chance.of("IPv6").maybe(0.2) ? NETS6 : NETS);
  const user = chance.of("user").pick(USERS);
  const plain = chance.of("dot").maybe(0.15) ? `.${domain}` : domain;
  const form = chance.of("form");
  switch (tag) {
    case "Connect":
      return form.maybe(0.65) ? (form.maybe(0.2) ? `[${address}]` : address) : plain;
    case "TLS_Clt":
      return form.maybe(0.4) ? "" : form.maybe(0.5) ? address : plain;
    case "":
      return form.pick([plain, plain, address, `${user}@`, `${user}@${domain}`]);
    default:
      return form.pick([plain, plain, `${user}@${domain}`, `${user}@`, "joe+*@", `joe+*@${domain}`]);
  }
}

function valuesFor(tag: string, chance: Chance): readonly string[] {
  if (tag === "TLS_Clt") return TLS_VALUES;
  if (tag === "Spam") return SPAM_VALUES;
  return tag === "Connect" && chance.of("of a client").maybe(0.7) ? CONNECT_VALUES : MAIL_VALUES;
}

function oddLine(chance: Chance, names: readonly string[]): AccessLine {
  const { tag, key, value } = accessLine(chance.of("line"), names);
  const limits = ["ClientRate", "ClientConn"];
  const other = chance.of("has an odd tag").maybe(0.4) ? chance.of("tag").pick(ODD_TAGS) : tag;
  const oddKey = chance.of("has an odd key").maybe(0.5) ? chance.of("key").pick(ODD_KEYS) : key;
  return {
    tag: other,
    key: limits.includes(other) ? chance.of("net").pick(["", ...NETS]) : oddKey,
    value: chance.of("has an odd value").maybe(0.5) ? chance.of("value").pick(ODD_VALUES) : value,
    gap: chance.of("gap").pick(GAPS),
  };
}

type Feature = readonly [string, ...string[]];

/** The features with this chance, in an order that the library accepts. */
function featuresOf(chance: Chance, hasAccess: boolean): readonly Feature[] {
  const features: Feature[] = [];
  /** Each feature has a chance of its own, by its name; `as` tells two of one name apart. */
  const add = (
    probability: number,
    name: string,
    args: (its: Chance) => readonly string[] = () => [],
    as = name,
  ): boolean => {
    const on = chance.of(as).maybe(probability);
    if (on) features.push([name, ...args(chance.of(`arguments of ${as}`))]);
    return on;
  };
  add(0.75, "nocanonify", (its) => (its.maybe(0.9) ? [] : [its.pick(["canonify_hosts", "Canonify_Hosts"])]));
  add(0.6, "accept_unresolvable_domains");
  add(0.3, "accept_unqualified_senders");
  // A friend or hater without an access map is refused by the library.
  const friends = [[], [], ["friend"], ["hater"], ["friend", "n"], ["", "n"], ["Friends"], ["H", "x"]];
  const isDelayed = add(0.3, "delay_checks", (its) => (hasAccess ? its.pick(friends) : []));
  if (hasAccess) {
    const specs = ["hash -o -T<TMPF> @access", "hash @access", "hash -T<TMPF> @access.db", "hash -t -T<TMPF> @access"];
    add(1, "access_db", (its) => [
      its.of("is usual").maybe(0.8) ? "hash -T<TMPF> @access" : its.of("map").pick(specs),
      ...(its.of("has extras").maybe(0.5)
        ? its.of("extras").some(["skip", "lookupdotdomain", "relaytofulladdress", "SKIP", ""], 0, 3)
        : []),
    ]);
    add(0.15, "lookupdotdomain");
    add(0.4, chance.of("new name of blocklist").maybe(0.8) ? "blocklist_recipients" : "blacklist_recipients");
    add(0.3, "relay_mail_from", (its) => its.pick([[], ["domain"], ["domain"], ["Domain"]]));
  }
  add(0.25, "relay_hosts_only");
  add(0.25, "relay_entire_domain");
  add(0.15, "relay_local_from");
  add(0.2, "relay_based_on_MX");
  add(0.2, "bestmx_is_local", (its) => (its.maybe(0.4) ? [its.pick(["partner.test", "example.org"])] : []));
  add(0.05, "promiscuous_relay");
  add(0.25, "loose_relay_check");
  const how = (its: Chance) => [its.pick(["reject", "nospecial", "reject", "nospecial", "r", "n", "Reject", ""])];
  add(0.25, "nouucp", how);
  add(0.25, "nopercenthack", how);
  add(0.2, "use_client_ptr");
  add(0.2, "require_rdns");
  add(0.2, "block_bad_helo");
  add(0.15, "redirect");
  add(0.1, "dnsbl", () => ["list.invalid"]);
  if (virtualOf(chance).length > 0) add(0.7, "virtusertable", () => ["hash -o @virtusertable"]);
  add(0.1, "virtuser_entire_domain");
  add(0.1, "masquerade_entire_domain");
  if (hasAccess) {
    const delayed = isDelayed ? [["nodelay"], ["nodelay", "terminate"]] : [];
    const limits = (its: Chance) => its.pick([[], [], ["", "terminate"], ...delayed]);
    add(0.06, "conncontrol", limits);
    add(0.06, "ratecontrol", limits);
    add(0.05, "greet_pause", (its) => its.pick([[], ["5000"]]));
    add(0.04, "compat_check");
    add(0.04, "queuegroup", (its) => its.pick([[], ["main"]]));
    add(0.04, "bcc", () => ["access", "archive@elsewhere.example"]);
    add(0.04, "rhsbl", (its) => ["list.invalid", ...its.pick([[], ["550 no"], ["", "t"]])]);
  }
  const answers = [["550 listed"], ["quarantine"], ["discard"], ["", "t"]];
  add(0.04, "dnsbl", (its) => ["other.invalid", ...its.pick(answers)], "another dnsbl");
  const more = [[], ["550 listed", "t", "127.0.0.2."], ["quarantine"]];
  add(0.04, "enhdnsbl", (its) => ["enh.invalid", ...its.pick(more)]);
  add(0.04, "mtamark", (its) => its.pick([[], ["550 no MTA", "t"]]));
  if (chance.of("asks twice").maybe(0.12)) features.push(...chance.of("asked twice").some(againOf(hasAccess), 1, 2));
  if (add(0.1, "genericstable", () => ["hash -o @genericstable"])) add(0.5, "generics_entire_domain");
  for (const name of IDLE_FEATURES) add(0.03, name);
  return features;
}

/** What is asked for twice, as by a DOMAIN file and the .mc. */
function againOf(hasAccess: boolean): readonly Feature[] {
  const always: readonly Feature[] = [
    ["nocanonify"],
    ["nouucp", "reject"],
    ["nopercenthack", "nospecial"],
    ["bestmx_is_local"],
    ["bestmx_is_local", "notexample.com"],
    ["delay_checks"],
  ];
  const withAccess: readonly Feature[] = [
    ["delay_checks", "friend"],
    ["delay_checks", "", "n"],
    ["access_db", "hash -T<TMPF> @access", "skip"],
    ["access_db", "hash -T<TMPF> @access"],
    ["relay_mail_from"],
    ["relay_mail_from", "domain"],
  ];
  return hasAccess ? [...always, ...withAccess] : always;
}

function virtualOf(chance: Chance): readonly string[] {
  return chance.of("is virtual").maybe(0.15) ? chance.of("virtual").some(["virtual.test", "partner.test"], 1, 2) : [];
}

/** Some of the words now and then, else nothing. */
function sometimes<T>(
  chance: Chance,
  probability: number,
  words: readonly T[],
  least: number,
  most: number,
): T[] | undefined {
  return chance.of("is there").maybe(probability) ? chance.of("words").some(words, least, most) : undefined;
}

/** The configuration with this number. Each part of it is decided by itself: a further one leaves the others as they are. */
export function configuration(seed: number): Configuration {
  const chance = new Chance(seed);
  const hasAccess = chance.of("access").maybe(0.8);
  const relayFile = sometimes(chance.of("relay file"), 0.4, RELAY_WORDS, 0, 4);
  const defines = DEFINES.filter(([name, probability]) => chance.of(`defines ${name}`).maybe(probability));
  return {
    seed,
    ostype: chance.of("ostype").pick(["linux", "linux", "debian", "freebsd6", "solaris8"]),
    features: featuresOf(chance.of("features"), hasAccess),
    defines: defines.map(([name, , values]) => [name, chance.of(`value of ${name}`).pick(values)]),
    relayDomains: chance.of("relay domains").some(RELAY_WORDS, 0, 4),
    relayFile: relayFile && [...relayFile, ...(sometimes(chance.of("odd words"), 0.3, ODD_WORDS, 1, 3) ?? [])],
    localDomains: chance.of("local").some(["local.test", "partner.test", "[192.0.2.8]", "Second.Local.Test"], 0, 2),
    localFile: sometimes(chance.of("local file"), 0.3, ["local.test", "second.local.test", "org"], 0, 2),
    mechanisms: sometimes(chance.of("mechanisms"), 0.4, MECHANISMS, 1, 3) ?? [],
    virtual: virtualOf(chance.of("features")),
    lines: sometimes(chance.of("lines"), 0.2, CONFIG_LINES, 1, 2) ?? [],
    masquerade: sometimes(chance.of("masquerade"), 0.2, ["example.com", "single"], 0, 2) ?? [],
    daemonFlags: chance.of("daemon flags").pick(DAEMON_FLAGS),
    access: hasAccess ? accessMap(chance.of("access map")) : undefined,
  };
}

/** Up to 13 lines, no two of them with one key. */
function accessMap(chance: Chance): readonly AccessLine[] {
  const count = chance.of("lines").below(14);
  const lines = Array.from({ length: count }, (_, n) => accessLine(chance.of(`line ${n}`), DOMAINS));
  return lines.filter(
    (line, i) => line.tag + line.key !== "" && lines.findIndex((other) => sameKey(other, line)) === i,
  );
}

function sameKey(a: AccessLine, b: AccessLine): boolean {
  return `${a.tag}:${a.key}`.toLowerCase() === `${b.tag}:${b.key}`.toLowerCase();
}

/** A transaction that touches what the configuration names more often than chance would have it. */
export function transaction(chance: Chance, made: Configuration): Query {
  const keys = (made.access ?? []).map((line) => line.key);
  const named = [...keys, ...made.relayDomains, ...made.localDomains, ...(made.relayFile ?? [])].filter((name) =>
    /^[A-Za-z][A-Za-z.]*$/.test(name),
  );
  const domains = [...DOMAINS, ...named, ...named.map((name) => `host.${name}`), "unrelated.example"];
  const resolves = ["OK", "OK", "OK", "OK", "FAIL", "TEMP", "FORGED"] satisfies ClientResolve[];
  const clientResolve: ClientResolve = chance.of("resolve").pick(resolves);
  const clientAddress = chance.of("address").pick(ADDRESSES);
  const clientName = clientNameFor(clientResolve, clientAddress, chance.of("name"), domains);
  const authType = chance.of("logs in").maybe(0.15)
    ? chance.of("mechanism").pick(["PLAIN", "LOGIN", "GSSAPI", "CRAM-MD5"])
    : "";
  const path = (its: Chance, empty: number): string =>
    its.of("is empty").maybe(empty) ? "<>" : bracketed(its, mailbox(its.of("mailbox"), domains));
  return {
    clientAddress,
    clientName,
    clientResolve,
    clientPtr: chance.of("has ptr").maybe(0.3) ? `ptr.${chance.of("ptr").pick(DOMAINS)}` : clientName,
    sender: path(chance.of("sender"), 0.08),
    recipient: path(chance.of("recipient"), 0.01),
    authType,
    authName: authType === "" ? "" : "jane",
    tlsVerify: chance.of("tls").pick(["NONE", "NONE", "NONE", "OK", "TRUSTED", "NO", "FAIL", "SOFTWARE", "NOT", ""]),
    cipherBits: chance.of("bits").pick([0, 128, 256]),
    certIssuer: chance.of("issuer").pick(["/CN=ca", ""]),
    certSubject: chance.of("subject").pick(["/CN=a", "/CN=b"]),
    certName: chance.of("certificate").pick(["client.test", "other.test"]),
    helo: chance.of("helo").pick(HELOS),
    daemonFlags: made.daemonFlags,
    dns: DNS,
  };
}

function clientNameFor(resolve: ClientResolve, address: string, chance: Chance, domains: readonly string[]): string {
  if (resolve !== "OK" && resolve !== "FORGED") return `[${address || "0"}]`;
  if (chance.of("is empty").maybe(0.02)) return "";
  if (chance.of("is usual").maybe(0.5)) return "client.test";
  const domain = chance.of("domain").pick(domains);
  return chance.of("is a host").maybe(0.5) ? `h.${domain}` : domain;
}

/** An address as in MAIL FROM and RCPT TO: nearly always in brackets. */
function bracketed(chance: Chance, address: string): string {
  if (chance.of("has brackets").maybe(0.97) || address.includes(",")) return `<${address}>`;
  return chance.of("is bare").maybe(0.5) ? address : `Name <${address}>`;
}
