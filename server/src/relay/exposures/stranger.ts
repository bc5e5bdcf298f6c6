// Somebody whom no site knows: the other end of every question about exposure.
import { decide } from "../decide.ts";
import type { AskedPolicy } from "../policy/policy.ts";
import { Run } from "../rulesets/run.ts";
import { tlsThatSatisfies } from "../rulesets/tls.ts";
import type { Query } from "../types.ts";

/** Where strangers send to, in the hope that nobody names it. */
export const VICTIMS = [
  "victim@elsewhere.example",
  "victim@elsewhere.invalid",
  "victim@elsewhere.test",
  "victim@elsewhere-77.net",
] as const;
/** A domain whose best MX is said to be this server. */
export const BACKUP = "backup.example";
/** A domain that has another best MX besides this server. */
export const SHARED_BACKUP = "shared-backup.example";

/** True for an address in the nets for documentation, which configurations name that are examples or tests. */
export function isForExamples(address: string): boolean {
  return /^(?:203\.0\.113|198\.51\.100|192\.0\.2|IPv6:2001:db8)[.:]/.test(address);
}

/** Public addresses that a site is unlikely to name; those for documentation first (RFC 5737, RFC 3849). */
const ADDRESSES = [
  "203.0.113.77",
  "198.51.100.77",
  "192.0.2.77",
  "9.9.9.77",
  "150.77.7.77",
  "IPv6:2001:db8:77:0:0:0:0:77",
];
const SENDERS = ["x@stranger.example", "x@stranger.invalid", "x@stranger-77.net", "<>"];
const NAMES = ["mail.stranger.example", "mail.stranger.invalid", "mail.stranger-77.net"];
/** Domains of which no server is meant: those of strangers, and the servers that they write to. */
const STAND_INS = /(?:^|\.)(?:elsewhere|stranger|backup|shared-backup)(?:-77)?\.(?:example|invalid|test|net)$/;

/** True for a name that stands for a stranger's, and so for no server of one's own. */
export function isStandIn(name: string): boolean {
  return STAND_INS.test(name);
}

const PLAIN: Query = {
  clientAddress: "203.0.113.77",
  clientName: "mail.stranger.example",
  clientResolve: "OK",
  sender: "x@stranger.example",
  // A user of this server whom no access map is likely to name.
  recipient: "somebody-77",
  authType: "",
  helo: "mail.stranger.example",
};

/** Strangers of all kinds: from different nets, with and without a name. */
export const STRANGERS: readonly Query[] = [
  ...ADDRESSES.map((clientAddress, i) => {
    const clientName = NAMES[i % NAMES.length] ?? PLAIN.clientName;
    return { ...PLAIN, clientAddress, clientName, helo: clientName };
  }),
  { ...PLAIN, clientAddress: "150.77.8.78", clientName: "[150.77.8.78]", clientResolve: "FAIL" },
];

/** Strangers whose addresses have no name; a site's examples may grant something to the nets for documentation. */
export const NAMELESS: readonly Query[] = ["203.0.113.77", "9.9.9.77", "150.77.7.77"].map((clientAddress) => ({
  ...PLAIN,
  clientAddress,
  clientName: `[${clientAddress}]`,
  clientResolve: "FAIL",
}));

/** The same transaction over TLS, where the access map demands that of the client; undefined where it does not. */
export function overTls(policy: AskedPolicy, query: Query): Query | undefined {
  const tls = tlsThatSatisfies(new Run(policy, query));
  return tls && { ...query, ...tls };
}

/**
 * A stranger who gets as far as MAIL FROM at least: an address that is granted nothing, an unknown sender, no
 * authentication. Where all are granted something, one that is heard; where none is heard, the first.
 */
export function stranger(policy: AskedPolicy): Query {
  const flags = policy.listeners.find(({ modifiers }) => !modifiers.includes("a")) ?? policy.listeners[0];
  // Where every listener demands authentication, the rest of the policy is judged as if it did not.
  const daemonFlags = (flags?.modifiers ?? "").replaceAll("a", "");
  const accepted = (query: Query): boolean => decide(policy, query).accepted;
  // A client that is granted something reaches all of them; a recipient that is, only itself.
  const named = (query: Query): boolean => VICTIMS.every((recipient) => accepted({ ...query, recipient }));
  let best: Query | undefined;
  let rank = Number.POSITIVE_INFINITY;
  const offer = (query: Query, its: number): void => {
    if (its >= rank) return;
    best = query;
    rank = its;
  };
  for (const query of strangers(daemonFlags)) {
    const secure = overTls(policy, query);
    const isHeard = accepted(query);
    const isHeardOverTls = secure === undefined ? isHeard : accepted(secure);
    if (!isHeard && !isHeardOverTls) continue;
    const isNamedOverTls = named(secure ?? query);
    if (isHeard && !isNamedOverTls && (secure === undefined || !named(query))) return query;
    if (isHeardOverTls && !isNamedOverTls) offer(query, 1);
    offer(query, isHeard ? 2 : 3);
  }
  return best ?? { ...PLAIN, daemonFlags };
}

function* strangers(daemonFlags: string): Iterable<Query> {
  for (const clientName of NAMES)
    for (const clientAddress of ADDRESSES)
      for (const sender of SENDERS)
        yield { ...PLAIN, daemonFlags, clientAddress, clientName, helo: clientName, sender };
}
