// What strangers may do by the rulesets themselves: their transactions are tried, whatever made the rules.
import type { Span } from "../../text.ts";
import { isForExamples, NAMELESS, STRANGERS, VICTIMS } from "../exposures/stranger.ts";
import { ANYONE, ANYWHERE } from "../exposures/trial.ts";
import type { Decision, Exposure, Grade, Query } from "../types.ts";
import type { CfListener } from "./daemon.ts";
import type { Verdicts } from "./index.ts";
import { ownNames } from "./own-names.ts";

/** What the strangers' transactions showed. */
export interface Tries {
  readonly found: readonly Exposure[];
  readonly tried: number;
  /** Why nobody can be sure of it, as a sentence; undefined where every answer is certain. */
  readonly doubt: string | undefined;
}

/** A kind of stranger: with a sender of its own, none, one of this server, one of the recipient's domain; without a name. */
interface StrangerKind {
  readonly who: string;
  readonly grade: Grade;
  readonly reason: string;
  readonly clients: readonly Query[];
  senders(verdicts: Verdicts, victim: string): readonly string[];
}

const KINDS: readonly StrangerKind[] = [
  {
    who: ANYONE,
    grade: "open",
    reason: "The rules of this configuration accept strangers' mail to strangers.",
    clients: STRANGERS,
    senders: () => ["<x@stranger.example>"],
  },
  {
    who: "anyone whose address has no name in the DNS",
    grade: "open",
    reason: "The rules of this configuration accept mail of clients without a name to strangers.",
    clients: NAMELESS,
    senders: () => ["<x@stranger.example>"],
  },
  {
    who: "anyone who sends without a sender's address",
    grade: "open",
    reason: "The rules of this configuration accept mail without a sender to strangers.",
    clients: STRANGERS,
    senders: () => ["<>"],
  },
  {
    who: "anyone who claims a sender of this server",
    grade: "forgeable",
    reason: "Anyone can write any sender address, and the rules of this configuration believe it.",
    clients: STRANGERS,
    senders: (verdicts) => ownNames(verdicts.interpreter).map((name) => `<someone@${name}>`),
  },
  {
    who: "anyone who claims a sender in the recipient's own domain",
    grade: "forgeable",
    reason: "Anyone can write any sender address, and the rules of this configuration believe it.",
    clients: STRANGERS,
    senders: (_verdicts, victim) => [`<someone@${victim.slice(victim.indexOf("@") + 1)}>`],
  },
];

/** One listener of each sort that asks for no login. Where all do, the rest of the policy is tried as if the first one did not. */
export function listenersToTry(listeners: readonly CfListener[]): readonly Pick<Query, "listener" | "daemonFlags">[] {
  const sorts = new Map(
    listeners
      .filter(({ modifiers }) => !modifiers.includes("a"))
      .toReversed()
      .map((one) => [`${[...one.modifiers].sort().join("")} ${one.deliveryMode}`, one]),
  );
  const named = [...sorts.values()].toReversed().map(({ name }) => ({ listener: name }));
  return named.length > 0 ? named : [{ daemonFlags: (listeners[0]?.modifiers ?? "").replaceAll("a", "") }];
}

/** How a client may write a recipient. To the rules of the library it is the same, and rules of a site's own may know only one. */
const WRITTEN = [(address: string) => address, (address: string) => `<${address}>`] as const;

/** The same for whatever a client at an address says to a victim through a listener. */
function wayOf({ listener }: Pick<Query, "listener">, { clientAddress }: Query, victim: string): string {
  return `${listener} ${victim} ${clientAddress}`;
}

/** Tries the transactions of strangers, in steps; each way in which they get through comes once, with the transaction that shows it. */
export function* tryStrangers(
  verdicts: Verdicts,
  placesOf: (decision: Decision) => readonly Span[],
): Generator<void, Tries> {
  const found: Exposure[] = [];
  let tried = 0;
  let doubt: string | undefined;
  const relays = (query: Query): boolean => {
    tried += 1;
    const { accepted, relayed, certain, cause } = verdicts.decide(query, { steps: false });
    if (!certain) doubt ??= cause;
    return accepted && relayed;
  };
  /** Those that are relayed, up to where so many are not: either all of these are certain, or there is a doubt already. */
  const passing = (queries: readonly (() => Query)[], mostRefused: number): readonly Query[] => {
    const passed: Query[] = [];
    let refused = 0;
    for (const make of queries) {
      const query = make();
      if (relays(query)) passed.push(query);
      else if (++refused >= mostRefused) break;
    }
    return passed;
  };
  const listeners = listenersToTry(verdicts.listeners);
  // Addresses that are granted something whatever they say, by listener and victim: they show nothing of other kinds of strangers.
  // Where all addresses of another kind are among them and it gets through, most strangers do, and that is said of anyone.
  const granted = new Set<string>();
  const combinations = KINDS.flatMap((kind) =>
    listeners.flatMap((through) => WRITTEN.map((written) => ({ kind, through, written }))),
  );
  for (const { kind, through, written } of combinations) {
    if (found.some(({ grade, who }) => grade === "open" && who === ANYONE)) break;
    if (found.some(({ who }) => who === kind.who)) continue;
    yield;
    const ways = VICTIMS.map((victim) => {
      const recipient = written(victim);
      const senders = kind.senders(verdicts, victim);
      const clients = kind.clients.filter(
        (client) => kind.who === ANYONE || !granted.has(wayOf(through, client, victim)),
      );
      // Made where they are asked: most are not. All clients with one sender first, so that few senders are asked about where they refuse.
      const queries = senders.flatMap((sender) =>
        clients.map((client) => (): Query => ({ ...client, ...through, sender, recipient })),
      );
      // Two of them show whether the other form is worth more.
      const isWorthIt = recipient === victim || [queries[0], queries.at(-1)].some((query) => query && relays(query()));
      // Of strangers of all kinds who passes is asked below; of the others only whether most of them do.
      const most = kind.who === ANYONE ? queries.length : queries.length / 2;
      const passed = isWorthIt ? passing(queries, most) : [];
      if (kind.who === ANYONE) for (const query of passed) granted.add(wayOf(through, query, victim));
      return { victim, all: queries, passed };
    });
    // Most clients: some may be named by lines that have nothing to do with it, those of examples first.
    const isWide = ({ all, passed }: (typeof ways)[number]): boolean =>
      passed.length * 2 > all.length && passed.some(({ clientAddress }) => !isForExamples(clientAddress));
    const [first] = ways.filter(isWide);
    const witness = first?.passed[0];
    if (first === undefined || witness === undefined) continue;
    const everywhere = ways.every(isWide);
    const decision = verdicts.decide(witness);
    found.push({
      grade: everywhere ? kind.grade : "wide",
      who: kind.who,
      to: everywhere ? ANYWHERE : first.victim.slice(first.victim.indexOf("@") + 1),
      reason: kind.reason,
      because: placesOf(decision),
      witness,
      certain: decision.certain,
    });
  }
  return { found, tried, doubt };
}
