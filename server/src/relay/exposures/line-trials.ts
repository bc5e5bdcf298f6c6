// What single lines grant, those of the access map and the words of class R, each with the transactions that would show it.
import { classifyKey, type KeyShape } from "../../tables/key.ts";
import type { Span } from "../../text.ts";
import { accessArgument } from "../policy/lookup.ts";
import type { AccessEntry, ClassMember, FeatureUse, RelayPolicy } from "../policy/policy.ts";
import { tokenize } from "../rulesets/tokens.ts";
import type { Query } from "../types.ts";
import { judgeIssuer, judgeName, judgeNet } from "./grade.ts";
import { VICTIMS } from "./stranger.ts";
import { ANYONE, ANYWHERE, type Granted, type Trial, toVictims } from "./trial.ts";

/** What the trials of a line depend on besides the line. */
export interface Reading {
  /** relay_hosts_only: names are compared whole. */
  readonly exact: boolean;
  /** relaytofulladdress: RELAY for single recipients counts. */
  readonly fullAddress: boolean;
  /** relay_mail_from: RELAY for senders counts. */
  readonly mailFrom: FeatureUse | undefined;
  /** Authorities whose `CERTIssuer:` entry says SUBJECT. */
  readonly issuers: readonly string[];
  /** The same for readings that tell the same lines to be harmless, and as many grants. */
  readonly fingerprint: string;
}

export function readingOf(policy: RelayPolicy): Reading {
  const exact = policy.features.has("relay_hosts_only");
  const fullAddress = accessArgument(policy, "relaytofulladdress");
  const mailFrom = policy.features.get("relay_mail_from");
  const issuers = policy.access?.issuers() ?? [];
  const fingerprint = [exact, fullAddress, mailFrom !== undefined, issuers.length].join(" ");
  return { exact, fullAddress, mailFrom, issuers, fingerprint };
}

/** Values that let somebody relay, as nearly all of them are written. */
const RELAYING = /^(?:relay|subject)$/i;

/** True for a value that may let somebody relay, comments in parentheses left out; OK only lifts refusals. */
function relays(value: string): boolean {
  if (RELAYING.test(value)) return true;
  const [word, ...more] = tokenize(value);
  return word !== undefined && more.length === 0 && RELAYING.test(word);
}

/** Longer words are not a name, address or net that sendmail could meet (RFC 5321 §4.5.3.1 has 64 and 255). */
const LONGEST = 320;

/** The trials of a word of class R. */
export function memberTrials(reading: Reading, { word, span }: ClassMember): readonly Trial[] {
  return word.length > LONGEST ? [] : bothBy(reading, word, span);
}

/** The trials of an entry of the access map. */
export function entryTrials(reading: Reading, entry: AccessEntry): readonly Trial[] {
  const { tag, key, value, span } = entry;
  if (key.length > LONGEST || !relays(value)) return [];
  switch (tag.toLowerCase()) {
    case "connect":
      return clientsBy(reading, key, span);
    case "to":
      return recipientsBy(reading, key, span);
    case "":
      return bothBy(reading, key, span);
    case "from":
      return sendersBy(reading, key, span);
    case "certissuer":
      return [certificate(key, span, {})];
    case "certsubject":
      return reading.issuers.map((issuer) => certificate(issuer, span, { certSubject: key }));
    default:
      return [];
  }
}

/** Clients and recipients that one key names. */
function bothBy(reading: Reading, key: string, span: Span | undefined): readonly Trial[] {
  const shape = classifyKey(key);
  return [...clientsBy(reading, key, span, shape), ...recipientsBy(reading, key, span, shape)];
}

/** Senders, believed by relay_mail_from; `.example.com` is what lies below it. */
function sendersBy({ mailFrom }: Reading, key: string, span: Span | undefined): readonly Trial[] {
  if (mailFrom === undefined) return [];
  const isAddress = key.includes("@");
  const domain = key.replace(/^\./, "");
  const claims = isAddress
    ? [key.replace("+*@", "+detail@")]
    : key.startsWith(".")
      ? [`someone@host.${domain}`]
      : [`someone@${domain}`, `someone@host.${domain}`];
  return [
    {
      grade: "forgeable",
      reason: "Anyone can write any sender address (relay_mail_from believes it).",
      who: isAddress ? `anyone who claims to be ${key}` : `anyone who claims a sender in ${key}`,
      to: ANYWHERE,
      span,
      cause: mailFrom.span,
      mustGrant: true,
      also: mailFrom.also,
      tries: () => claims.flatMap((sender) => toVictims.map((victim) => ({ ...victim, sender }))),
    },
  ];
}

function certificate(issuer: string, span: Span | undefined, more: Partial<Query>): Trial {
  return {
    // A line for the subject is for one name alone.
    ...judgeIssuer(more.certSubject === undefined ? issuer : ""),
    who: more.certSubject
      ? `clients with the certificate of ${more.certSubject}`
      : `clients with a certificate of ${issuer}`,
    to: ANYWHERE,
    span,
    tries: () =>
      toVictims.map((victim) => ({ ...victim, tlsVerify: "OK", cipherBits: 256, certIssuer: issuer, ...more })),
  };
}

/** Addresses far from each other: another line may refuse the clients of one net. */
const ANY_IPV6 = ["2001:db8:77", "2a02:77:1", "2600:77:1"].map((net) => `IPv6:${net}:0:0:0:0:77`);

/** Clients named by address, net or name. */
function clientsBy(
  { exact }: Reading,
  key: string,
  span: Span | undefined,
  shape = classifyKey(key),
): readonly Trial[] {
  if (/^ipv6:?$/i.test(key)) {
    return [
      {
        grade: "open",
        reason: "This is the whole IPv6 Internet.",
        who: "every IPv6 client",
        to: ANYWHERE,
        span,
        tries: () => ANY_IPV6.flatMap((clientAddress) => toVictims.map((victim) => ({ ...victim, clientAddress }))),
      },
    ];
  }
  const net = judgeNet(shape);
  if (net) {
    const { grade, reason } = net;
    const isWhole =
      shape.kind === "ipv4" ? shape.octets.length === 4 : shape.kind === "ipv6" && shape.groups.length === 8;
    return [
      {
        grade,
        reason,
        who: isWhole ? `the client ${key}` : `clients in ${key}`,
        to: ANYWHERE,
        span,
        tries: () =>
          addressesIn(shape).flatMap((clientAddress) => toVictims.map((victim) => ({ ...victim, clientAddress }))),
      },
    ];
  }
  if (shape.kind === "domain" && !shape.bracketed) {
    const { name } = shape;
    // There may be a million of them: their properties are written out, since spread ones take ten times as long.
    const { grade, reason } = judgeName(name, "client", exact);
    const whole = (): Granted => ({
      ...judgeName(name, "client", true),
      who: `the client whose verified name is ${key}`,
      to: ANYWHERE,
    });
    return [
      {
        grade,
        reason,
        who: exact ? `the client whose verified name is ${key}` : `clients whose verified name is in ${key}`,
        to: ANYWHERE,
        less: exact ? undefined : ({ clientName }) => (clientName === key ? whole() : undefined),
        span,
        tries: () =>
          namesIn(key, exact).flatMap((clientName) => toVictims.map((victim) => ({ ...victim, clientName }))),
      },
    ];
  }
  return [];
}

/** Some addresses of a net, as sendmail writes them. */
function addressesIn(shape: KeyShape): string[] {
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

/** Some names that a key covers, itself last. */
function namesIn(key: string, exact: boolean): string[] {
  if (key.startsWith(".")) return [`host${key}`];
  return exact ? [key] : [`host.${key}`, `unknown-host.${key}`, key];
}

/** Recipients named by domain or address. */
function recipientsBy(
  { exact, fullAddress }: Reading,
  key: string,
  span: Span | undefined,
  shape = classifyKey(key),
): readonly Trial[] {
  if (shape.kind === "address" && shape.user !== "") {
    if (!fullAddress) return [];
    const user = shape.user.replace(/\+\*$/, "+detail");
    const everywhere = shape.domain === "";
    return [
      {
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
      },
    ];
  }
  if (shape.kind !== "domain" && !key.startsWith("[")) return [];
  const isWhole = exact || shape.kind !== "domain";
  const name = shape.kind === "domain" ? shape.name : key;
  const { grade, reason } = judgeName(name, "recipient", isWhole);
  const whole = (): Granted => ({ ...judgeName(name, "recipient", true), who: ANYONE, to: key });
  return [
    {
      grade,
      reason,
      who: ANYONE,
      to: isWhole ? key : `${key} and its subdomains`,
      less: isWhole
        ? undefined
        : ({ recipient }) => (recipient.replace(/>$/, "").endsWith(`@${key}`) ? whole() : undefined),
      span,
      tries: () => namesIn(key, isWhole).map((domain) => ({ recipient: `victim@${domain}` })),
    },
  ];
}
