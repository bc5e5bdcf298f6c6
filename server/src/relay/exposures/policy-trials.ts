// What the configuration itself grants, by its features and options, each grant with the transactions that would show it.
import { classifyKey } from "../../tables/key.ts";
import type { ClassMember, Listener, RelayPolicy } from "../policy/policy.ts";
import { isDeferred } from "../rulesets/run.ts";
import type { Query } from "../types.ts";
import { type Judgement, judgeName } from "./grade.ts";
import { BACKUP, SHARED_BACKUP } from "./stranger.ts";
import { ANYONE, ANYWHERE, type Trial, toVictims } from "./trial.ts";

/** All trials of a policy besides those of single lines. */
export function* policyTrials(policy: RelayPolicy): Iterable<Trial> {
  yield* openDoors(policy);
  yield* bySender(policy);
  yield* byMailExchanger(policy);
  yield* ownDomain(policy);
  yield* authenticated(policy);
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
  if (!local) return;
  const names = claimable(policy);
  const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ", ..." : "");
  yield {
    grade: "forgeable",
    reason: "Anyone can write any sender address (relay_local_from believes it).",
    who: `anyone who claims a sender in one of this server's domains (${shown})`,
    to: ANYWHERE,
    span: local.span,
    also: local.also,
    // A space matches a dot in a class, but not in the access map that may refuse the name.
    tries: () =>
      [...names, "localhost", "[127.0.0.1]", ...names.map((name) => name.replace(".", " "))].flatMap((name) =>
        toVictims.map((victim) => ({
          ...victim,
          sender: name.includes(" ") ? `<someone@${name}>` : `someone@${name}`,
        })),
      ),
  };
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
      reason: "The owner of a domain decides in the DNS what its MX is, and so whether this server relays for it.",
      who: ANYONE,
      to: limit ? `domains in ${limit} whose MX is this server` : "every domain whose owner names this server as MX",
      span: feature.span,
      also: feature.also,
      tries: () =>
        domain ? [served(domain, own)] : [served(BACKUP, own), served(SHARED_BACKUP, "mx.elsewhere.example", own)],
    };
  }
}

/** Class m has the domain of the host's own name, whatever confDOMAIN_NAME says (seen with sendmail -bt). */
const UNKNOWN_DOMAIN =
  "Which domain that is depends on the host's own name, which is not known: set sendmail.hostName (--host).";

function* ownDomain(policy: RelayPolicy): Iterable<Trial> {
  const feature = policy.features.get("relay_entire_domain");
  if (!feature) return;
  for (const { word } of policy.classes.m.members()) {
    const isGuess = policy.ownName !== "host" && word === policy.domainName && !policy.domainIsSet;
    const about = { span: feature.span, also: feature.also, unsure: isGuess ? UNKNOWN_DOMAIN : undefined };
    const judged = (side: "client" | "recipient"): Judgement => {
      const found = judgeName(word, side, false);
      return found.grade === "open"
        ? found
        : { grade: "wide", reason: `Every host with a name in ${word} is trusted, no matter who runs it.` };
    };
    yield {
      ...judged("client"),
      ...about,
      who: `clients whose verified name is in ${word}`,
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

function authenticated(policy: RelayPolicy): Iterable<Trial> {
  return mechanismTrials(policy.classes.TrustAuthMech.members());
}

/** The trials of the login methods that let users relay. */
export function* mechanismTrials(mechanisms: Iterable<ClassMember>): Iterable<Trial> {
  for (const { word, span } of mechanisms) {
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
