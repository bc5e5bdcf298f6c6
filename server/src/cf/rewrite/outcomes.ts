// What rulesets made of workspaces, so that the same call is not run twice: most transactions of a server have most calls in common.
import type { KeyedEntry, UnknownAsk } from "./environment.ts";
import type { RawValue } from "./macros.ts";
import type { HostState } from "./maps/host.ts";
import type { Token } from "./tokens.ts";

/** Who is told what a run rests on. */
export interface Watch {
  /** True once something of what it was told has changed: what rests on it is to be worked out again. */
  readonly isStale: boolean;
  /** A ruleset was called. */
  called(title: string): void;
  /**
   * Something was looked for in a class: words that begin with a token of a text, and may go on with those after it. The text is in lower
   * case, with a NUL between two tokens, and `\x01` before a token that a space is put before.
   *
   * @param first index of the token
   */
  asked(className: string, text: string, first: number): void;
  /** A key was looked for in the table that a text makes; `exact`: as it is written. Undefined: it is not there. */
  looked(text: string, key: string, exact: boolean, entry: KeyedEntry | undefined): void;
  /** A watch for one call, whose outcome may be taken again later. */
  part(): Watch;
  /** The outcome of a call was taken that this one watched. */
  takes(part: Watch): void;
}

/** A call that said nothing and set nothing, and what it came to. */
export interface Outcome {
  readonly tokens: readonly Token[];
  readonly status: number;
  /** The macros that it read, with their values at the time. */
  readonly reads: ReadonlyMap<string, RawValue>;
  /** What nobody could answer, each question once. */
  readonly unknown: ReadonlyMap<string, UnknownAsk>;
  /** What it took of the budget, and how many calls deep it went. */
  readonly cost: number;
  readonly depth: number;
  /** The state in which it left the host map; undefined where it did not ask it. */
  readonly hosts: HostState | undefined;
  readonly watch: Watch | undefined;
}

const MOST_KEPT = 40_000;
/** Outcomes of one call under different macros. */
const MOST_ALIKE = 12;

/** The outcomes of one configuration. */
export class Outcomes {
  readonly #kept = new Map<string, readonly Outcome[]>();
  #count = 0;

  /** The outcome of a call under the macros that there are now. */
  find(key: string, value: (macro: string) => RawValue): Outcome | undefined {
    return this.#kept.get(key)?.find((outcome) => {
      if (!isCurrent(outcome)) return false;
      for (const [name, was] of outcome.reads) if (value(name) !== was) return false;
      return true;
    });
  }

  keep(key: string, outcome: Outcome): void {
    if (this.#count >= MOST_KEPT) this.#makeRoom();
    const alike = this.#kept.get(key)?.filter(isCurrent) ?? [];
    this.#count += 1 + alike.length - (this.#kept.get(key)?.length ?? 0);
    if (alike.length >= MOST_ALIKE) {
      alike.pop();
      this.#count--;
    }
    this.#kept.set(key, [outcome, ...alike]);
  }

  /** Forgets what is stale; all, where that is not enough. */
  #makeRoom(): void {
    this.#count = 0;
    for (const [key, alike] of this.#kept) {
      const kept = alike.filter(isCurrent);
      if (kept.length === 0) this.#kept.delete(key);
      else this.#kept.set(key, kept);
      this.#count += kept.length;
    }
    if (this.#count * 2 < MOST_KEPT) return;
    this.#kept.clear();
    this.#count = 0;
  }
}

function isCurrent({ watch }: Outcome): boolean {
  return watch?.isStale !== true;
}

/** One call at work: what it read and asked so far. */
export class CallNotes {
  readonly reads = new Map<string, RawValue>();
  readonly unknown = new Map<string, UnknownAsk>();
  depth = 0;

  /** A call within this one, run or taken. */
  add({ reads, unknown, depth }: Pick<Outcome, "reads" | "unknown" | "depth">): void {
    for (const [name, value] of reads) if (!this.reads.has(name)) this.reads.set(name, value);
    for (const [id, ask] of unknown) this.unknown.set(id, ask);
    if (depth >= this.depth) this.depth = depth + 1;
  }
}
