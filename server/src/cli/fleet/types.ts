// What is said of each server of a fleet, and what a worker is told and tells.
import type { Settings } from "../../settings.ts";
import type { JsonAudited, JsonChecked, JsonRelayed } from "../json-types.ts";

/** What comes of a server where it can be judged: an answer to one of the questions. */
export type Answer = JsonChecked | JsonRelayed | JsonAudited;

/** What is asked of every server. */
export type Question = Answer["question"];

export interface Job {
  readonly question: Question;
  /** The folder with the server's files: its `/`, or a copy of its `/etc/mail`. */
  readonly folder: string;
  readonly settings: Settings;
}

/** What came of a server. `why` says what is missing from the answer: nothing that is missing counts as good. */
export interface Outcome {
  /** Undefined where nothing could be said at all. */
  readonly answer: Answer | undefined;
  readonly why: readonly string[];
}
