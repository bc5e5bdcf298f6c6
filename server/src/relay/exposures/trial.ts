// A grant on trial, and what all trials are made of.
import type { Span } from "../../text.ts";
import type { Grade, Query } from "../types.ts";
import type { Judgement } from "./grade.ts";
import { VICTIMS } from "./stranger.ts";

/** What is granted, and how bad it is. */
export interface Granted extends Judgement {
  readonly who: string;
  readonly to: string;
}

/** A grant on trial: it is one if one of its transactions is relayed because of `span`. */
export interface Trial extends Granted {
  /** What it is instead where this transaction is the first to show it, as those that show more were tried before; undefined: no less. */
  readonly less?: ((shownBy: Query) => Granted | undefined) | undefined;
  /** The place that the deciding step points to. */
  readonly span: Span | undefined;
  /** Further places that take part; `cause` comes before `span` where it is another one. */
  readonly cause?: Span | undefined;
  /** Places that would do the same if this one went. */
  readonly also?: readonly Span[] | undefined;
  /** True where `span` itself has to grant; else it may also be what lets the client in. */
  readonly mustGrant?: true;
  /** Why it is not sure that it is one, as a sentence. */
  readonly unsure?: string | undefined;
  /** True where rules of the site's own are on trial. */
  readonly byOwnRules?: true;
  /** True where the next version of the site has the same function `tries` for it, as long as its line says the same. */
  readonly isKept?: true;
  /** What distinguishes the transaction from any stranger's; tried in turn. */
  tries(): readonly Partial<Query>[];
}

export const ANYONE = "anyone";
export const ANYWHERE = "anywhere";

/** A stranger's transactions, as far as the recipient goes. */
export const toVictims: readonly Partial<Query>[] = VICTIMS.map((recipient) => ({ recipient }));

export const WORST_FIRST: readonly Grade[] = ["open", "forgeable", "wide", "intended"];

export function worstFirst<Graded extends { readonly grade: Grade }>(all: readonly Graded[]): readonly Graded[] {
  return WORST_FIRST.flatMap((grade) => all.filter((one) => one.grade === grade));
}

/** True where strangers may relay. */
export function isBad(grade: Grade): boolean {
  return grade === "open" || grade === "forgeable";
}

/** True for a grant to one's own, of which there may be very many. */
export function isHarmless(grade: Grade): boolean {
  return grade === "intended";
}
