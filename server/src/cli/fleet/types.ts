// What is said of each server of a fleet, and what a worker is told and tells.
import type { Settings } from "../../settings.ts";

/** What is asked of every server. */
export type Question = "check" | "relay";

export interface Job {
  readonly question: Question;
  /** The folder that stands for the server's `/`. */
  readonly folder: string;
  readonly settings: Settings;
}

/** `check` of one server. */
export interface Checked {
  readonly question: "check";
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** The worst finding: its place and first sentence; null where there is none. */
  readonly worst: { readonly file: string; readonly line: number; readonly code: string; readonly text: string } | null;
}

/** `relay` of one server. */
export interface Relayed {
  readonly question: "relay";
  readonly state: "open" | "restricted" | "closed" | "unknown";
  readonly grants: Readonly<Record<"open" | "forgeable" | "wide" | "intended", number>>;
  readonly detail: string;
}

/** What came of a server. `why` says what is missing from the answer: nothing that is missing is taken for good. */
export interface Outcome {
  /** Undefined where nothing could be said at all. */
  readonly answer: Checked | Relayed | undefined;
  readonly why: readonly string[];
}
