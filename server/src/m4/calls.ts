// One call of a macro as the run keeps it: a few numbers, out of which the public view is worked out when it is asked for.
import type { Comparable } from "../text/alike.ts";
import type { Span } from "../text.ts";
import type { SourceMap } from "./sources.ts";
import type { CallArgument, MacroCall, Value } from "./types.ts";
import { makerOf, type Runs } from "./weave.ts";

/** What all records of one run share. */
export interface Ledger {
  readonly places: SourceMap;
  /** Every call that was begun, by its index. */
  readonly records: CallRecord[];
  /** Names of the sources that the run was asked to read. */
  readonly roots: ReadonlySet<string>;
}

/** What runs the calls, as far as those who only pass a builtin on need to know it. */
export interface Evaluator {
  readonly ledger: Ledger;
}

/** A macro in code. */
export interface Builtin {
  readonly name: string;
  /** Not a macro call without a parenthesis (GNU m4 manual, "Recognizing macros"). */
  readonly blind: boolean;
  /** Takes `defn` of a builtin as an argument; for all others it is an empty text. */
  readonly takesMacros: boolean;
  /** Whether an argument (from 1) is only passed on or compared, whatever its letters are; without it, none is. */
  readonly passes?: (n: number) => boolean;
  /** True for the caller's own macros. */
  readonly native?: boolean;
  /** Does the work. What it is given is the machine (`MachineBuiltin`). */
  run(evaluator: Evaluator, call: CallRecord): void;
}

/** A text with its places, as a Value. */
export class PlacedText implements Value, Comparable {
  constructor(
    readonly ledger: Ledger,
    readonly text: string,
    readonly runs: Runs,
  ) {}

  isAlike(other: PlacedText, isSame: (one: unknown, other: unknown) => boolean): boolean {
    return this.text === other.text && isSame(this.exact, other.exact);
  }

  get exact(): Span | undefined {
    const { runs } = this;
    if (typeof runs !== "number" || runs < 0) return undefined;
    return this.ledger.places.span(runs, runs + this.text.length);
  }
}

/** One collected argument. */
export class Argument extends PlacedText implements CallArgument {
  /** Call that this is an argument of. */
  readonly #owner: CallRecord;
  constructor(
    ledger: Ledger,
    text: string,
    runs: Runs,
    /** The builtin itself, where the argument is `defn` of one. */
    readonly builtin: Builtin | undefined,
    /** Place of the first letter as written, quotes included. */
    readonly startPlace: number,
    /** Place of the comma or parenthesis that ends it. */
    readonly endPlace: number,
    owner: CallRecord,
  ) {
    super(ledger, text, runs);
    this.#owner = owner;
  }

  override isAlike(other: Argument, isSame: (one: unknown, other: unknown) => boolean): boolean {
    return super.isAlike(other, isSame) && this.builtin === other.builtin && isSame(this.span, other.span);
  }

  get span(): Span {
    const { places } = this.ledger;
    if (places.inOrder(this.startPlace, this.endPlace)) return places.span(this.startPlace, this.endPlace);
    return this.exact ?? this.#owner.span;
  }
}

export class CallRecord implements MacroCall, Comparable {
  readonly #ledger: Ledger;
  hasArguments = false;
  unterminated = false;
  /** Its result is to be printed by the trace. */
  traced = false;
  /** Number of calls open when it was made, itself included. */
  level = 1;
  /** Number among all calls that were written, from 1. */
  id = 0;
  /** Place after the closing parenthesis; -1 without one. */
  endPlace = -1;
  diversion = 0;
  chosen: number | undefined = undefined;
  readonly args: Argument[] = [];
  /** What `root()` and `written()` found; not in weak maps, which keep a run's calls alive through many collections of garbage. */
  knownRoot: CallRecord | undefined = undefined;
  knownWritten: CallRecord | undefined = undefined;

  constructor(
    ledger: Ledger,
    readonly index: number,
    readonly name: string,
    readonly namePlace: number,
    /** Place that decides the line which m4 reports; -1 after the end of input. */
    readonly linePlace: number,
    readonly parent: CallRecord | undefined,
    readonly within: CallRecord | undefined,
  ) {
    this.#ledger = ledger;
  }

  /** The same call at the same place, in two runs. */
  isAlike(other: CallRecord, isSame: (one: unknown, other: unknown) => boolean): boolean {
    return (
      this.name === other.name &&
      this.hasArguments === other.hasArguments &&
      this.unterminated === other.unterminated &&
      this.diversion === other.diversion &&
      this.chosen === other.chosen &&
      this.line === other.line &&
      this.file === other.file &&
      isSame(this.nameSpan, other.nameSpan) &&
      isSame(this.span, other.span) &&
      isSame(this.site, other.site) &&
      isSame(this.args, other.args) &&
      isSame(this.parent, other.parent) &&
      isSame(this.within, other.within)
    );
  }

  /** Number of arguments as m4 counts them: the name is number 0. */
  get argc(): number {
    return this.args.length + 1;
  }

  /** Text of argument `n` (from 1); "" where there is none. */
  text(n: number): string {
    return this.args[n - 1]?.text ?? "";
  }

  get nameSpan(): Span {
    if (makerOf(this.namePlace) !== undefined) return this.#written().span;
    return this.#ledger.places.span(this.namePlace, this.namePlace + this.name.length);
  }

  get span(): Span {
    const { places } = this.#ledger;
    if (this.hasArguments && places.inOrder(this.namePlace, this.endPlace))
      return places.span(this.namePlace, this.endPlace);
    return this.nameSpan;
  }

  get site(): Span {
    return this.#root().span;
  }

  get file(): string {
    return this.#ledger.places.file(this.linePlace);
  }

  get line(): number {
    return this.#ledger.places.line(this.linePlace);
  }

  /** The nearest call on the way here whose name was written in a source that the run was asked to read. */
  #root(): CallRecord {
    return follow(this, "knownRoot", (call) =>
      call.parent === undefined || call.#ledger.roots.has(call.nameSpan.source) ? undefined : call.parent,
    );
  }

  /** The nearest maker of this call's name whose own name was written somewhere. */
  #written(): CallRecord {
    return follow(this, "knownWritten", (call) => {
      const maker = makerOf(call.namePlace);
      return maker === undefined ? undefined : call.#ledger.records[maker];
    });
  }
}

/** Goes from call to call to the last one; every call on the way remembers it, for chains can be long. */
function follow(
  from: CallRecord,
  known: "knownRoot" | "knownWritten",
  next: (call: CallRecord) => CallRecord | undefined,
): CallRecord {
  const passed: CallRecord[] = [];
  let call = from;
  for (;;) {
    const end = call[known];
    const after = end === undefined ? next(call) : undefined;
    if (after === undefined) {
      const last = end ?? call;
      for (const one of passed) one[known] = last;
      return last;
    }
    passed.push(call);
    call = after;
  }
}
