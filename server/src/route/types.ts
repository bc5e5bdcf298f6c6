// What becomes of mail to an address, step by step.
import type { Span } from "../text.ts";

/** One thing that happens on the way, as a sentence or part of one; the place is where it was written. */
export interface RouteStep {
  readonly text: string;
  readonly span: Span | undefined;
}

/** What sendmail answers; the text without both codes. */
export interface RouteReply {
  readonly code: string;
  readonly dsn: string | null;
  readonly text: string;
}

/** One copy of a message, as `sendmail -bv` says "deliverable". */
export interface RouteDelivery {
  /** The recipient as it is written: as asked, or in the alias, list or forward file that led to it. */
  readonly address: string;
  readonly mailer: string;
  readonly host: string | undefined;
  readonly user: string;
  /** Something fails for now (a map that cannot be opened): the message waits in the queue. */
  readonly queued: boolean;
  readonly steps: readonly RouteStep[];
}

/** A recipient that is refused. */
export interface RouteRefusal {
  readonly address: string;
  readonly reply: RouteReply;
  readonly steps: readonly RouteStep[];
}

/** Where mail to one address goes. */
export interface Route {
  readonly address: string;
  readonly deliveries: readonly RouteDelivery[];
  readonly refusals: readonly RouteRefusal[];
  /** False where something that nobody told us may change it. */
  readonly certain: boolean;
  /** What that is, one sentence each. */
  readonly missing: readonly string[];
  /** URIs of the tables in which something was looked for and not found. */
  readonly asked: readonly string[];
}

/** How a mailer gets an address, or writes it into a header. */
export interface Rewriting {
  readonly address: string;
  /** Undefined where sendmail makes nothing of it; `messages` say why. */
  readonly result: string | undefined;
  readonly messages: readonly RouteReply[];
  readonly steps: readonly RouteStep[];
  readonly certain: boolean;
  readonly missing: readonly string[];
  /** URIs of the tables in which something was looked for and not found. */
  readonly asked: readonly string[];
}
