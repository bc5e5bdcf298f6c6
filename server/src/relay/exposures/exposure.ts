// One grant that takes effect, as it is told: who, to where, how bad, and because of which places.
import type { Span } from "../../text.ts";
import { OWN_NAME } from "../policy/own-name.ts";
import type { Listener, RelayPolicy } from "../policy/policy.ts";
import type { Exposure, Query } from "../types.ts";
import { isLoopback } from "./policy-trials.ts";
import { isBad, type Trial } from "./trial.ts";

/** Grants that are tried of those that look grave, and of those that look harmless; so that a keystroke does not wait for a million. */
export const MOST_TRIED = 300;
/** Said of a bad one beyond these. */
const UNTRIED = `Only the first ${MOST_TRIED} such grants are tried out; this one is judged by its line alone.`;

/** What a grant on trial comes to, with the transaction that showed it; undefined for one that nobody tried. */
export function exposure(policy: RelayPolicy, trial: Trial, witness: Query | undefined): Exposure {
  const [who, to, why] = [ownNames(trial.who), ownNames(trial.to), ownNames(trial.reason)];
  const hidden = isBad(trial.grade) ? outOfReach(policy.listeners) : undefined;
  const softened = hidden !== undefined && !witness?.authType;
  const known = trial.unsure === undefined ? why : `${why} ${trial.unsure}`;
  const reason = isBad(trial.grade) && witness === undefined ? `${known} ${UNTRIED}` : known;
  return {
    grade: softened ? "wide" : trial.grade,
    who,
    to,
    reason: softened ? `${reason} ${hidden.text}` : reason,
    because: [trial.cause, trial.span, ...(trial.also ?? []), softened ? hidden.span : undefined].filter(
      (span) => span !== undefined,
    ),
    ...(witness ? { witness } : {}),
    certain: isUnderstood(policy) && trial.unsure === undefined,
  };
}

/** True where no grant can be missing, or be none after all. */
export function isUnderstood({ unknown }: RelayPolicy): boolean {
  return unknown.every(({ may }) => may === "refuse");
}

/** Where the .mc does not say what the server is called, its names stand for what they are. */
function ownNames(text: string): string {
  if (!text.includes("invalid")) return text;
  return text.replace(OWN_NAME, "the server's own name").replace(/\b(in|of) invalid\b/, "$1 the server's own domain");
}

/** Why strangers cannot speak to the server at all, as a sentence. */
export interface Hidden {
  readonly text: string;
  readonly span: Span | undefined;
}

/** Undefined where strangers can speak to the server. */
export function outOfReach(listeners: readonly Listener[]): Hidden | undefined {
  if (listeners.length === 0) return undefined;
  const closed = listeners.every((one) => isLoopback(one) || one.modifiers.includes("a"));
  if (!closed) return undefined;
  const text = listeners.every(isLoopback)
    ? "Only programs on this host can do it, as the server listens on the loopback address alone."
    : "Only users who authenticate can do it (DAEMON_OPTIONS with M=a).";
  return { text, span: listeners.find((one) => one.span)?.span };
}
