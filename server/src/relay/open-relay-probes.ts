// The transactions by which testers have always looked for open relays: strangers' mail to strangers, in all its disguises.
import type { MailSite } from "../site/types.ts";
import { stranger } from "./exposures/stranger.ts";
import { decide } from "./judging.ts";
import { policyOf } from "./policy/policy-of.ts";
import type { Decision, Query } from "./types.ts";

/** The names that the disguises are made of. */
export interface ProbeNames {
  /** The server's own host name. */
  readonly server: string;
  /** A domain whose mail the server takes. */
  readonly domain: string;
  /** The server's IP address, as in an address literal: `192.0.2.25`, `IPv6:2001:db8::25`. */
  readonly address: string;
  /** A sender that the server does not know. */
  readonly sender: string;
  /** A recipient that the server must not send to, `user@domain`. */
  readonly recipient: string;
}

/** One way of trying. Addresses come without angle brackets; an empty sender is the null sender. */
export interface Probe {
  /** What the sender or the recipient pretends, a few words. */
  readonly title: string;
  readonly sender: string;
  readonly recipient: string;
  /** True where the recipient's last domain is the server's own: that it is taken does not yet say where it would go. */
  readonly isAddressedHere: boolean;
}

/** All probes: each disguise of the sender with a plain recipient, then each disguise of the recipient. */
export function openRelayProbes({ server, domain, address, sender, recipient }: ProbeNames): readonly Probe[] {
  const at = recipient.lastIndexOf("@");
  const user = recipient.slice(0, at);
  const outside = recipient.slice(at + 1);
  const literal = `[${address}]`;
  const senders: readonly (readonly [string, string])[] = [
    ["a stranger", sender],
    ["no sender", ""],
    ["a sender of this server's domain", `someone@${domain}`],
    ["a sender at this server's address", `someone@${literal}`],
    ["a sender at localhost", "someone@localhost"],
    ["a sender without a domain", "someone"],
    ["a sender of the recipient's domain", `someone@${outside}`],
  ];
  const outwards: readonly (readonly [string, string])[] = [
    ["percent sign, no domain", `${user}%${outside}`],
    ["in quotes, no domain", `"${user}@${outside}"`],
    ["percent sign in quotes, no domain", `"${user}%${outside}"`],
    ["source route through the name", `@${server}:${user}@${outside}`],
    ["source route through the address", `@${literal}:${user}@${outside}`],
    ["bang path, no domain", `${outside}!${user}`],
  ];
  const disguised = [
    { by: "the name", host: server },
    { by: "the address", host: literal },
  ].flatMap(({ by, host }): readonly (readonly [string, string])[] => [
    [`percent sign at ${by}`, `${user}%${outside}@${host}`],
    [`two at signs, the last with ${by}`, `${user}@${outside}@${host}`],
    [`in quotes at ${by}`, `"${user}@${outside}"@${host}`],
    [`bang path at ${by}`, `${outside}!${user}@${host}`],
  ]);
  return [
    ...senders.map(([title, from]) => ({ title, sender: from, recipient, isAddressedHere: false })),
    ...outwards.map(([title, to]) => ({ title, sender, recipient: to, isAddressedHere: false })),
    ...disguised.map(([title, to]) => ({ title, sender, recipient: to, isAddressedHere: true })),
  ];
}

/** A probe with what the site's configuration answers to it. */
export interface ProbeAnswer {
  readonly probe: Probe;
  readonly query: Query;
  readonly decision: Decision;
}

/**
 * Asks a site about all probes.
 *
 * @param given what is known of the server and the client; what is left out is a stranger's, or what the site says of itself
 */
export function probeSite(
  site: MailSite,
  given: Partial<ProbeNames> & { readonly client?: Partial<Query> } = {},
): readonly ProbeAnswer[] {
  const policy = policyOf(site);
  const known = given.address === undefined ? {} : { hostAddresses: [given.address] };
  const somebody = { ...stranger(policy), ...known, ...given.client };
  const server = given.server ?? policy.hostName.text;
  const [own] = [...policy.classes.w.members()]
    .map(({ word }) => word)
    .filter((word) => /^[\w-]+(\.[\w-]+)+$/.test(word));
  const names: ProbeNames = {
    server,
    domain: own ?? server,
    address: "127.0.0.1",
    sender: somebody.sender === "<>" ? "x@stranger.example" : somebody.sender,
    recipient: "victim@elsewhere.example",
    ...given,
  };
  return openRelayProbes(names).map((probe) => {
    const query = { ...somebody, sender: `<${probe.sender}>`, recipient: `<${probe.recipient}>` };
    return { probe, query, decision: decide(site, query) };
  });
}
