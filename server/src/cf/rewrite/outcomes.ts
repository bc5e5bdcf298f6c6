// What rulesets made of workspaces, so that the same call is not run twice: most transactions of a server have most calls in common.
import type { KeyedEntry, UnknownAsk } from "./environment.ts";
import type { Macros, RawValue } from "./macros.ts";
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

/** A ruleset, the tokens that it is given, and how many it may make of them. */
export interface Call {
  readonly title: string;
  readonly tokens: readonly Token[];
  readonly room: number;
}

/** A call that said nothing and set nothing, and what it came to. */
export interface Outcome {
  readonly call: Call;
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
  /** By a number that the same call has again. */
  readonly #kept = new Map<number, readonly Outcome[]>();
  #count = 0;

  /** The outcome of a call under the macros that there are now. */
  find(call: Call, macros: Macros): Outcome | undefined {
    const kept = this.#kept.get(numberOf(call));
    if (kept !== undefined)
      for (const outcome of kept)
        if (isCurrent(outcome) && isSame(outcome.call, call) && hasRead(outcome, macros)) return outcome;
    return undefined;
  }

  keep(outcome: Outcome): void {
    if (this.#count >= MOST_KEPT) this.#makeRoom();
    const number = numberOf(outcome.call);
    const before = this.#kept.get(number) ?? [];
    const alike = before.filter(isCurrent);
    this.#count += 1 + alike.length - before.length;
    if (alike.length >= MOST_ALIKE) {
      alike.pop();
      this.#count--;
    }
    this.#kept.set(number, [outcome, ...alike]);
  }

  /** Forgets what is stale; all, where that is not enough. */
  #makeRoom(): void {
    this.#count = 0;
    for (const [number, alike] of this.#kept) {
      const kept = alike.filter(isCurrent);
      if (kept.length === 0) this.#kept.delete(number);
      else this.#kept.set(number, kept);
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

function numberOf({ title, tokens, room }: Call): number {
  let number = title.length + room;
  for (let at = 0; at < tokens.length; at++) number = (Math.imul(number, 31) + (tokens[at]?.hash ?? 0)) | 0;
  return number;
}

function isSame(one: Call, other: Call): boolean {
  const { tokens } = one;
  if (one.title !== other.title || one.room !== other.room || tokens.length !== other.tokens.length) return false;
  for (let at = 0; at < tokens.length; at++) if (tokens[at]?.text !== other.tokens[at]?.text) return false;
  return true;
}

/** Whether the macros that a call read have the same values. */
function hasRead({ reads }: Outcome, macros: Macros): boolean {
  for (const [name, was] of reads) if (macros.raw(name) !== was) return false;
  return true;
}

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/** One call at work: what it read and asked so far. */
export class CallNotes {
  // Most calls ask nothing that is noted here.
  #reads: Map<string, RawValue> | undefined;
  #unknown: Map<string, UnknownAsk> | undefined;
  depth = 0;

  get reads(): ReadonlyMap<string, RawValue> {
    return this.#reads ?? NOTHING;
  }

  get unknown(): ReadonlyMap<string, UnknownAsk> {
    return this.#unknown ?? NOTHING;
  }

  /** True where a limit was met that is ours alone. */
  get isLimited(): boolean {
    if (this.#unknown !== undefined) for (const { kind } of this.#unknown.values()) if (kind === "limit") return true;
    return false;
  }

  read(name: string, value: RawValue): void {
    this.#reads ??= new Map();
    if (!this.#reads.has(name)) this.#reads.set(name, value);
  }

  asked(id: string, ask: UnknownAsk): void {
    this.#unknown ??= new Map();
    this.#unknown.set(id, ask);
  }

  /** A call within this one, run or taken. */
  add({ reads, unknown, depth }: Pick<Outcome, "reads" | "unknown" | "depth">): void {
    for (const [name, value] of reads) this.read(name, value);
    for (const [id, ask] of unknown) this.asked(id, ask);
    if (depth >= this.depth) this.depth = depth + 1;
  }
}
