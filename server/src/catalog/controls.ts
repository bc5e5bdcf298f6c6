// Controls of audit guides, from data/controls.yaml: what each asks, and what answers it here.
import controls from "./data/controls.yaml";
import type { PlatformFamily } from "./platforms.ts";

/** What an option of the .cf has to be. */
export interface ControlOption {
  /** As the .cf names it. */
  readonly name: string;
  /** A number that it must not be below. */
  readonly least?: number;
  /** Words that must all be there, or `or`, which stands for them. */
  readonly words?: readonly string[];
  readonly or?: string;
  /** What must not be in it, nor in the macros that it names. */
  readonly lacks?: "version";
  readonly empty?: boolean;
  /** In force where it is not set; undefined: it is then empty. */
  readonly default?: string;
}

export interface Control {
  readonly id: string;
  readonly guide: string;
  /** What it asks, as a statement that is true where the control passes. */
  readonly title: string;
  /** A finding of one of these rules is a failure. */
  readonly rules?: readonly string[];
  readonly option?: ControlOption;
  /** What must be known for a pass. */
  readonly asks?: "relay" | "version" | "old-commands" | "kind" | "listens" | "started" | "help" | "no-help";
  /** For `old-commands`: the first version that a guide takes to be without the command. */
  readonly since?: string;
  /** For `kind`: the kind of file that has to be there. */
  readonly kind?: string;
  /** The only family of systems that the guide is for; undefined for all. */
  readonly system?: PlatformFamily;
  /** It is about a daemon: true, or undefined. */
  readonly daemon?: boolean;
  /** Files do not show it: how to look on the server. */
  readonly "by-hand"?: string;
  /** Records whose hovers name it, `kind:name`. */
  readonly words?: readonly string[];
  /** What the guide's own remedy breaks. */
  readonly harm?: string;
}

let read: readonly Control[] | undefined;

/** All controls, guide by guide. */
export function allControls(): readonly Control[] {
  read ??= Object.entries(JSON.parse(controls) as Record<string, Omit<Control, "id">>).map(([id, rest]) => ({
    id,
    ...rest,
  }));
  return read;
}

/** The controls that a rule answers. */
export function controlsOfRule(code: string): readonly Control[] {
  return allControls().filter(({ rules = [] }) => rules.includes(code));
}

/** The controls that a record of the catalogue (`kind:name`) is about. */
export function controlsOfWord(reference: string): readonly Control[] {
  return allControls().filter(({ words = [] }) => words.includes(reference));
}
