// Who may relay by the rules of a .cf: what its classes, maps and own rules name is tried, each as what it may stand for.
import type { Span } from "../../text.ts";
import { MOST_TRIED } from "../exposures/exposure.ts";
import { STRANGERS, VICTIMS } from "../exposures/stranger.ts";
import { type Trial, worstFirst } from "../exposures/trial.ts";
import type { Decision, Exposure, Query } from "../types.ts";
import type { Verdicts } from "./index.ts";
import { type Moved, movedSpans } from "./moved.ts";
import { KEYED, textOf } from "./rule-trials.ts";
import { listenersToTry } from "./tries.ts";

/** A session that is as well encrypted, and its client as well known, as can be. */
const TLS: Partial<Query> = { tlsVerify: "OK", cipherBits: 256 };

/** One victim is enough, to whom a stranger cannot send. */
const SPARE_VICTIMS: ReadonlySet<string> = new Set(VICTIMS.slice(1));

/** True where a map that can be read asks clients for TLS. */
function demandsTls({ interpreter: { cf, files } }: Verdicts): boolean {
  return [...cf.maps.values()].some((map) => {
    const read = KEYED.has(map.type) ? files.read(textOf(map)) : undefined;
    return read?.state === "there" && /^TLS_(?:Clt|Rcpt):/im.test(read.source.text);
  });
}

/** Tells the places of a decision in files that a site knows. */
export interface KnownPlaces {
  readonly placesOf: (decision: Decision) => readonly Span[];
  /** Names those files. */
  readonly knownTo: string;
}

/** What the trials came to. */
export interface Grants {
  readonly found: readonly Exposure[];
  /** Why an answer is not certain, or not all was tried, as a sentence; undefined where all is. */
  readonly doubt: string | undefined;
}

/**
 * Grants that take effect, each shown by a transaction that a stranger's differs from in this one thing; in steps.
 *
 * @param hasOwnRules where rules are not the library's: they may know recipients in angle brackets alone
 */
export function* grantsIn(
  verdicts: Verdicts,
  trials: readonly Trial[],
  { placesOf, knownTo }: KnownPlaces,
  hasOwnRules: boolean,
): Generator<void, Grants> {
  let doubt =
    trials.length > MOST_TRIED ? `Only the worst ${MOST_TRIED} of ${trials.length} grants were tried.` : undefined;
  const relays = relaying(verdicts, (cause) => {
    doubt ??= cause;
  });
  const [through] = listenersToTry(verdicts.listeners);
  const clients = STRANGERS.map((client): Query => ({ ...client, ...through }));
  const base = clients.find((client) => !relays({ ...client, recipient: VICTIMS[0] }));
  if (base === undefined) return { found: [], doubt };
  // The access map may demand TLS of clients.
  const bases = demandsTls(verdicts) ? [base, { ...base, ...TLS }] : [base];
  const found: Exposure[] = [];
  const how = sameText(`${knownTo} ${hasOwnRules} ${JSON.stringify(bases)}`);
  for (const trial of worstFirst(trials).slice(0, MOST_TRIED)) {
    yield;
    const shown = verdicts.remember(
      keyOf(trial, how),
      (): Shown => {
        const causes: string[] = [];
        const isRelayed = relaying(verdicts, (cause) => causes.push(cause));
        // What one trial alone asks is kept in what it shows.
        const isTried = relaying(verdicts, (cause) => causes.push(cause), false);
        const witness = bases
          .flatMap((client) => triesOf(trial).map((difference): Query => ({ ...client, ...difference })))
          .flatMap((query) => (hasOwnRules ? [query, inBrackets(query)] : query))
          .find((query) => isTried(query) && !isRelayed({ ...base, recipient: elsewhere(query, base) }));
        const decision = witness && verdicts.decide(witness);
        return {
          witness,
          places: decision ? placesOf(decision) : [],
          certain: decision?.certain === true,
          doubt: causes[0],
        };
      },
      movedShown,
    );
    doubt ??= shown.doubt;
    const { witness, certain } = shown;
    if (witness === undefined) continue;
    const { grade, who, to, reason } = trial.less?.(witness) ?? trial;
    const { span } = trial;
    const places = [...(span === undefined ? [] : [span]), ...shown.places];
    const because = places.filter(
      (one, i) => places.findIndex((other) => other.source === one.source && other.start === one.start) === i,
    );
    found.push({
      grade,
      who,
      to,
      reason,
      because,
      witness,
      certain,
      ...(trial.byOwnRules ? { byOwnRules: true } : {}),
    });
  }
  return { found, doubt };
}

/** What one trial showed. */
interface Shown {
  /** Undefined where nothing is granted. */
  readonly witness: Query | undefined;
  /** What decided about it. */
  readonly places: readonly Span[];
  readonly certain: boolean;
  readonly doubt: string | undefined;
}

function movedShown(shown: Shown, moved: Moved): Shown | undefined {
  const places = movedSpans(shown.places, moved);
  return places && (places === shown.places ? shown : { ...shown, places });
}

function triesOf(trial: Trial): readonly Partial<Query>[] {
  return trial.tries().filter(({ recipient }) => recipient === undefined || !SPARE_VICTIMS.has(recipient));
}

/** What trials are known by: their transactions. Those of one word, in whatever class it is, have the same function. */
const keys = new WeakMap<Trial["tries"], { readonly key: string; readonly how: string }>();

let lastText = "";

/** One text for the same as the time before: thousands of keys are compared with it, and one that is the same text is not read. */
function sameText(text: string): string {
  if (text !== lastText) lastText = text;
  return lastText;
}

/** The same text for the same trial: a long one that is made each time would be read each time to find it. */
function keyOf(trial: Trial, how: string): string {
  const known = keys.get(trial.tries);
  if (known?.how === how) return known.key;
  const key = `grant ${JSON.stringify(triesOf(trial))} ${how}`;
  keys.set(trial.tries, { key, how });
  return key;
}

/**
 * Asks whether a transaction is relayed.
 *
 * @param doubted hears why an answer is not certain
 * @param kept whether each answer is remembered
 */
function relaying(verdicts: Verdicts, doubted: (cause: string) => void, kept = true): (query: Query) => boolean {
  return (query) => {
    const { accepted, relayed, certain, cause } = verdicts.decide(query, { steps: false, kept });
    if (!certain && cause !== undefined) doubted(cause);
    return accepted && relayed;
  };
}

function inBrackets(query: Query): Query {
  return { ...query, recipient: `<${query.recipient}>` };
}

/** What shows that the difference matters: the same client's or recipient's transaction without it is refused. */
function elsewhere(query: Query, base: Query): string {
  return query.recipient === base.recipient ||
    query.recipient === inBrackets(base).recipient ||
    query.clientAddress !== base.clientAddress ||
    query.clientName !== base.clientName
    ? query.recipient
    : VICTIMS[0];
}
