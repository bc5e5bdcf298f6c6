// Everything in a policy that may let somebody relay, each with the transactions that would show it.
import { classifyKey } from "../tables/key.ts";
import type { Span } from "../text.ts";
import { type Judgement, judgeName, judgeNet } from "./grade.ts";
import { accessArgument } from "./lookup.ts";
import type { AccessEntry, ClassMember, Listener, RelayPolicy } from "./policy.ts";
import { isDeferred } from "./run.ts";
import { BACKUP, SHARED_BACKUP, VICTIMS } from "./stranger.ts";
import { tokenize } from "./tokens.ts";
import type { Query } from "./types.ts";

/** A grant on trial: it is one if one of its transactions is relayed because of `span`. */
export interface Trial extends Judgement {
  readonly who: string;
  readonly to: string;
  /** The place that the deciding step points to. */
  readonly span: Span | undefined;
  /** Further places that take part; `culprit` comes before `span` where it is another one. */
  readonly culprit?: Span | undefined;
  /** Places that would do the same if this one went. */
  readonly also?: readonly Span[] | undefined;
  /** What distinguishes the transaction from any stranger's; tried in turn. */
  tries(): readonly Partial<Query>[];
}

/** Trials that belong together, those of harmless grants apart: of them there may be very many. */
export class TrialList {
  readonly grave: readonly Trial[];
  readonly harmless: readonly Trial[];

  constructor(trials: Iterable<Trial>) {
    const grave: Trial[] = [];
    const harmless: Trial[] = [];
    for (const trial of trials) (trial.grade === "intended" ? harmless : grave).push(trial);
    this.grave = grave;
    this.harmless = harmless;
  }
}

/** What the trial of a line depends on besides the line. */
interface Reading {
  /** relay_hosts_only: names are compared whole. */
  readonly exact: boolean;
  /** relaytofulladdress: RELAY for single recipients counts. */
  readonly fullAddress: boolean;
  /** Authorities whose `CERTIssuer:` entry says SUBJECT. */
  readonly issuers: readonly string[];
}

/** Values that let somebody relay, as nearly all of them are written. */
const RELAYING = /^(?:relay|subject)$/i;

/** True for a value that may let somebody relay, comments in parentheses left out; OK only lifts refusals. */
function relays(value: string): boolean {
  if (RELAYING.test(value)) return true;
  const [word, ...more] = tokenize(value);
  return word !== undefined && more.length === 0 && RELAYING.test(word);
}

/** Longer words are no name, address or net that sendmail could meet (RFC 5321 §4.5.3.1 has 64 and 255). */
const LONGEST = 320;

const ANYONE = "anyone";
const ANYWHERE = "anywhere";
const toVictims: readonly Partial<Query>[] = VICTIMS.map((recipient) => ({ recipient }));

/** All trials of a policy. Those of the lines of tables are kept with the lines and the way of reading them. */
export function* trials(policy: RelayPolicy): Iterable<TrialList> {
  const reading = readingOf(policy);
  yield new TrialList([...openDoors(policy), ...bySender(policy), ...byMailExchanger(policy), ...ownDomain(policy)]);
  for (const members of policy.classes.R.lists()) yield kept(members, reading, ofMembers);
  for (const entries of policy.access?.grants() ?? []) yield kept(entries, reading, ofEntries);
  yield new TrialList(authenticated(policy));
}

function readingOf(policy: RelayPolicy): Reading {
  return {
    exact: policy.features.has("relay_hosts_only"),
    fullAddress: accessArgument(policy, "relaytofulladdress"),
    issuers: (policy.access?.grants() ?? []).flatMap((entries) => entries.filter(namesIssuer).map(({ key }) => key)),
  };
}

function namesIssuer({ tag, value }: AccessEntry): boolean {
  return /^certissuer$/i.test(tag) && /^subject$/i.test(tokenize(value).join(" "));
}

function sameReading(a: Reading, b: Reading): boolean {
  return a.exact === b.exact && a.fullAddress === b.fullAddress && a.issuers.join("\n") === b.issuers.join("\n");
}

/** By the list of lines: a keystroke elsewhere in the site leaves both as they are. */
const known = new WeakMap<object, { readonly reading: Reading; readonly list: TrialList }>();

function kept<Line>(
  lines: readonly Line[],
  reading: Reading,
  make: (lines: readonly Line[], reading: Reading) => Iterable<Trial>,
): TrialList {
  const before = known.get(lines);
  if (before !== undefined && sameReading(before.reading, reading)) return before.list;
  const list = new TrialList(make(lines, reading));
  known.set(lines, { reading, list });
  return list;
}

function* ofMembers(members: readonly ClassMember[], reading: Reading): Iterable<Trial> {
  for (const one of members) if (one.word.length <= LONGEST) yield* classMember(reading, one);
}

function* ofEntries(entries: readonly AccessEntry[], reading: Reading): Iterable<Trial> {
  for (const entry of entries)
    if (relays(entry.value) && entry.key.length <= LONGEST) yield* accessEntry(reading, entry);
}

/** Transactions with one of several listeners. */
function through({ name, modifiers }: Listener): readonly Partial<Query>[] {
  return toVictims.map((victim) => ({ ...victim, listener: name, daemonFlags: modifiers }));
}

/** True for a listener that only programs on this host can reach. */
export function isLoopback({ address }: Listener): boolean {
  return /^(?:127\.|localhost$|(?:IPv6:)?::1$)/i.test(address ?? "");
}

/** What lets everybody relay to everywhere, whatever else is said. */
export function* openDoors(policy: RelayPolicy): Iterable<Trial> {
  if (policy.deferred)
    yield {
      grade: "open",
      reason:
        "The delivery mode `defer` skips the checks of clients, senders and recipients, and nobody makes them later.",
      who: ANYONE,
      to: ANYWHERE,
      span: policy.deferred.span,
      tries: () => [...toVictims, ...policy.listeners.flatMap((one) => through(one))],
    };
  for (const one of policy.listeners)
    if (one.deliveryMode && isDeferred(one.deliveryMode))
      yield {
        grade: isLoopback(one) ? "wide" : "open",
        reason:
          "This listener's delivery mode `defer` skips the checks of clients, senders and recipients, and nobody makes them later.",
        who: one === policy.listeners[0] ? ANYONE : `anyone who connects to the listener ${one.name}`,
        to: ANYWHERE,
        span: one.deliveryMode.span,
        tries: () => through(one),
      };
  const open = policy.features.get("promiscuous_relay");
  if (open)
    yield {
      grade: "open",
      reason: "promiscuous_relay switches all checks on relaying off.",
      who: ANYONE,
      to: ANYWHERE,
      span: open.span,
      also: open.also,
      tries: () => toVictims,
    };
}

/** Names of this server that a sender can claim from anywhere: not `localhost`, which check_mail refuses. */
function claimable(policy: RelayPolicy): string[] {
  const names: string[] = [];
  for (const { word } of policy.classes.w.members()) {
    if (/^[a-z0-9][\w.-]*$/i.test(word) && word !== "localhost" && classifyKey(word).kind === "domain")
      names.push(word);
    if (names.length === 5) break;
  }
  return names;
}

function* bySender(policy: RelayPolicy): Iterable<Trial> {
  const local = policy.features.get("relay_local_from");
  if (local) {
    const names = claimable(policy);
    const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ", ..." : "");
    yield {
      grade: "forgeable",
      reason: "Anyone can write any sender address (relay_local_from believes it).",
      who: `anyone who claims a sender in one of this server's domains (${shown})`,
      to: ANYWHERE,
      span: local.span,
      also: local.also,
      // A blank stands for a dot in a class, but not in the access map that may refuse the name.
      tries: () =>
        [...names, "localhost", "[127.0.0.1]", ...names.map((name) => name.replace(".", " "))].flatMap((name) =>
          toVictims.map((victim) => ({
            ...victim,
            sender: name.includes(" ") ? `<someone@${name}>` : `someone@${name}`,
          })),
        ),
    };
  }
  const mail = policy.features.get("relay_mail_from");
  if (!mail || !policy.access) return;
  for (const entry of policy.access.grants().flat()) {
    if (entry.tag.toLowerCase() !== "from") continue;
    const address = entry.key.includes("@");
    const domain = entry.key.replace(/^\./, "");
    const claims = address
      ? [entry.key.replace("+*@", "+detail@")]
      : entry.key.startsWith(".")
        ? [`someone@host.${domain}`]
        : [`someone@${domain}`, `someone@host.${domain}`];
    yield {
      grade: "forgeable",
      reason: "Anyone can write any sender address (relay_mail_from believes it).",
      who: address ? `anyone who claims to be ${entry.key}` : `anyone who claims a sender in ${entry.key}`,
      to: ANYWHERE,
      span: entry.span,
      culprit: mail.span,
      also: mail.also,
      tries: () => claims.flatMap((sender) => toVictims.map((victim) => ({ ...victim, sender }))),
    };
  }
}

function* byMailExchanger(policy: RelayPolicy): Iterable<Trial> {
  const own = policy.hostName.text;
  const served = (domain: string, ...hosts: string[]): Partial<Query> => ({
    recipient: `victim@${domain}`,
    dns: { mx: { [domain]: hosts } },
  });
  for (const name of ["relay_based_on_MX", "bestmx_is_local"]) {
    const feature = policy.features.get(name);
    if (!feature) continue;
    const limit = name === "bestmx_is_local" ? feature.args[0] : undefined;
    const domain = limit ? `backup.${limit.split(/\s+/)[0]}` : undefined;
    const narrow = limit
      ? limit
          .trim()
          .split(/\s+/)
          .every((name) => judgeName(name, "recipient", false).grade !== "open")
      : false;
    yield {
      grade: narrow ? "intended" : "wide",
      reason: "Whoever owns a domain decides in the DNS what its MX is, and so whether this server relays for it.",
      who: ANYONE,
      to: limit ? `domains in ${limit} whose MX is this server` : "every domain whose owner names this server as MX",
      span: feature.span,
      also: feature.also,
      tries: () =>
        domain ? [served(domain, own)] : [served(BACKUP, own), served(SHARED_BACKUP, "mx.elsewhere.example", own)],
    };
  }
}

function* ownDomain(policy: RelayPolicy): Iterable<Trial> {
  const feature = policy.features.get("relay_entire_domain");
  if (!feature) return;
  for (const { word, span } of policy.classes.m.members()) {
    const about = {
      span: feature.span,
      also: feature.also,
      ...(span ? { culprit: undefined } : {}),
    };
    const judged = (side: "client" | "recipient"): Judgement => {
      const found = judgeName(word, side, false);
      return found.grade === "open"
        ? found
        : { grade: "wide", reason: `Every host with a name in ${word} is trusted, whoever runs it.` };
    };
    yield {
      ...judged("client"),
      ...about,
      who: `clients whose verified name lies in ${word}`,
      to: ANYWHERE,
      tries: () => toVictims.map((victim) => ({ ...victim, clientName: `host.${word}` })),
    };
    yield {
      ...judged("recipient"),
      ...about,
      who: ANYONE,
      to: `hosts in ${word}`,
      tries: () => [{ recipient: `victim@unknown-host.${word}` }, { recipient: `victim@${word}` }],
    };
  }
}

function* classMember(reading: Reading, { word, span }: ClassMember): Iterable<Trial> {
  yield* clientsBy(reading, word, span);
  yield* recipientsBy(reading, word, span);
}

function* accessEntry(reading: Reading, entry: AccessEntry): Iterable<Trial> {
  const { tag, key, span } = entry;
  switch (tag.toLowerCase()) {
    case "connect":
      yield* clientsBy(reading, key, span);
      break;
    case "to":
      yield* recipientsBy(reading, key, span);
      break;
    case "":
      yield* clientsBy(reading, key, span);
      yield* recipientsBy(reading, key, span);
      break;
    case "certissuer":
      yield* certificate(key, span, {});
      break;
    case "certsubject":
      for (const issuer of reading.issuers) yield* certificate(issuer, span, { certSubject: key });
      break;
  }
}

function* certificate(issuer: string, span: Span | undefined, more: Partial<Query>): Iterable<Trial> {
  yield {
    grade: "intended",
    reason: "The certificate is verified; only a certificate authority that you trust can give it.",
    who: more.certSubject
      ? `clients with the certificate of ${more.certSubject}`
      : `clients with a certificate of ${issuer}`,
    to: ANYWHERE,
    span,
    tries: () =>
      toVictims.map((victim) => ({ ...victim, tlsVerify: "OK", cipherBits: 256, certIssuer: issuer, ...more })),
  };
}

/** Clients named by address, net or name. */
function* clientsBy({ exact }: Reading, key: string, span: Span | undefined): Iterable<Trial> {
  const shape = /^ipv6:?$/i.test(key) ? undefined : classifyKey(key);
  if (shape === undefined) {
    yield {
      grade: "open",
      reason: "This is the whole IPv6 Internet.",
      who: "every IPv6 client",
      to: ANYWHERE,
      span,
      tries: () => toVictims.map((victim) => ({ ...victim, clientAddress: "IPv6:2001:db8:77:0:0:0:0:77" })),
    };
    return;
  }
  const net = judgeNet(shape);
  if (net) {
    const addresses = addressesIn(shape);
    const whole = addresses.length === 1;
    yield {
      ...net,
      who: whole ? `the client ${key}` : `clients in ${key}`,
      to: ANYWHERE,
      span,
      tries: () => addresses.flatMap((clientAddress) => toVictims.map((victim) => ({ ...victim, clientAddress }))),
    };
  } else if (shape.kind === "domain" && !shape.bracketed) {
    yield {
      ...judgeName(shape.name, "client", exact),
      who: exact ? `the client whose verified name is ${key}` : `clients whose verified name lies in ${key}`,
      to: ANYWHERE,
      span,
      tries: () => namesIn(key, exact).flatMap((clientName) => toVictims.map((victim) => ({ ...victim, clientName }))),
    };
  }
}

/** Some addresses of a net, as sendmail writes them. */
function addressesIn(shape: ReturnType<typeof classifyKey>): string[] {
  if (shape.kind === "ipv4") {
    const full = shape.octets.length === 4;
    const hosts = full ? [0] : [77, 78, 1];
    return hosts.map((host) => [...shape.octets, host, host, host].slice(0, 4).join("."));
  }
  if (shape.kind === "ipv6") {
    const rest = 8 - shape.groups.length;
    const groups = shape.groups.map((group) => group.toString(16));
    const hosts = rest === 0 ? [[]] : ["77", "1"].map((host) => [...Array<string>(rest - 1).fill("0"), host]);
    return hosts.map((host) => `IPv6:${[...groups, ...host].join(":")}`);
  }
  return [];
}

/** Some names that a key covers. */
function namesIn(key: string, exact: boolean): string[] {
  if (key.startsWith(".")) return [`host${key}`];
  return exact ? [key] : [`host.${key}`, key, `unknown-host.${key}`];
}

/** Recipients named by domain or address. */
function* recipientsBy({ exact, fullAddress }: Reading, key: string, span: Span | undefined): Iterable<Trial> {
  const shape = classifyKey(key);
  if (shape.kind === "address" && shape.user !== "") {
    if (!fullAddress) return;
    const user = shape.user.replace(/\+\*$/, "+detail");
    const everywhere = shape.domain === "";
    yield {
      grade: everywhere ? "wide" : "intended",
      reason: everywhere
        ? "The user of this name is meant in every domain there is."
        : "Only this one address is meant.",
      who: ANYONE,
      to: everywhere ? `the user ${shape.user} in any domain` : key,
      span,
      tries: () =>
        everywhere
          ? VICTIMS.map((victim) => ({ recipient: victim.replace("victim", user) }))
          : [{ recipient: `${user}@${shape.domain}` }],
    };
    return;
  }
  if (shape.kind !== "domain" && !key.startsWith("[")) return;
  const name = shape.kind === "domain" ? shape.name : key;
  yield {
    ...judgeName(name, "recipient", exact || shape.kind !== "domain"),
    who: ANYONE,
    to: exact || shape.kind !== "domain" ? key : `${key} and its subdomains`,
    span,
    tries: () => namesIn(key, exact || shape.kind !== "domain").map((domain) => ({ recipient: `victim@${domain}` })),
  };
}

function* authenticated(policy: RelayPolicy): Iterable<Trial> {
  for (const { word, span } of policy.classes.TrustAuthMech.members()) {
    const anonymous = word.toUpperCase() === "ANONYMOUS";
    yield {
      grade: anonymous ? "open" : "intended",
      reason: anonymous ? "ANONYMOUS asks for no password." : "They have proved who they are.",
      who: anonymous ? "anyone who authenticates with ANONYMOUS" : `users who authenticate with ${word}`,
      to: ANYWHERE,
      span,
      tries: () => toVictims.map((victim) => ({ ...victim, authType: word, authName: "user" })),
    };
  }
}
