// One run of the evaluator: what it has found so far, its errors, and the budget that ends it.
import type { Span } from "../text.ts";
import type { CallRecord, Ledger } from "./calls.ts";
import { Output } from "./output.ts";
import type { Passages } from "./passages.ts";
import { SourceMap } from "./sources.ts";
import type { Budget, M4Error, M4ErrorCode } from "./types.ts";

/** Whatever has the place that an error points to. */
export interface Cause {
  readonly span: Span;
}

/** Thrown to end the run; never leaves this layer. */
export class Halt extends Error {}

export class Run {
  readonly places = new SourceMap();
  readonly records: CallRecord[] = [];
  readonly ledger: Ledger;
  readonly output: Output;
  /** The calls that were made, in order. */
  readonly calls: CallRecord[] = [];
  readonly errors: M4Error[] = [];
  passages: Passages | undefined;
  stderr = "";
  exitStatus = 0;
  /** True once m4 itself would have ended: what follows is read for its calls only. */
  over = false;
  /** How many calls there were by then. */
  reached: number | undefined;
  #expansions = 0;
  #pushed = 0;
  #worked = 0;
  readonly #given = new Set<string>();

  constructor(
    readonly budget: Budget,
    roots: ReadonlySet<string>,
  ) {
    this.ledger = { places: this.places, records: this.records, roots };
    this.output = new Output(this.ledger);
  }

  /** A warning or error of a call. `argument` is the number of the one at fault. */
  warn(call: CallRecord, code: M4ErrorCode, message: string, argument = 0): void {
    this.#report(code, message, call.linePlace, call.args[argument - 1] ?? call, call);
  }

  /** A warning that m4 gives once in a run. */
  warnOnce(call: CallRecord, message: string, argument: number): void {
    if (this.#given.has(message)) return;
    this.#given.add(message);
    this.warn(call, "bad-argument", message, argument);
  }

  /** Writes to standard error as it is. */
  print(text: string): void {
    this.spend(text.length);
    if (!this.over) this.stderr += text;
  }

  /** The run goes on, but m4's exit status tells of a failure. */
  setFailed(): void {
    if (!this.over) this.exitStatus = 1;
  }

  /** As `m4exit`: ends the run; a failure noted before is not forgotten. */
  exit(status: number): never {
    if (!this.over && status !== 0) this.exitStatus = status;
    throw new Halt();
  }

  /** Notes a call as made, and counts it. */
  protected note(call: CallRecord): void {
    if (++this.#expansions > this.budget.expansions) this.exhausted("expands more macros than the limit allows");
    if ((this.#expansions & 255) === 0 && this.budget.expired?.()) this.exhausted("takes longer than the limit allows");
    call.diversion = this.output.divnum;
    this.calls.push(call);
  }

  /** Takes characters from the budget, before they are made. */
  spend(characters: number): void {
    this.#pushed += characters;
    if (this.#pushed > this.budget.output || this.output.written > this.budget.output)
      this.exhausted("writes more text than the limit allows");
  }

  /** Ends the run where a text of this length is beyond the budget. */
  allow(characters: number): void {
    if (characters > this.budget.output) this.exhausted("writes more text than the limit allows");
  }

  /** Counts the steps of a search: they share the limit of the characters. */
  readonly work = (steps: number): void => {
    this.#worked += steps;
    if (this.#worked > this.budget.output) this.exhausted("searches longer than the limit allows");
  };

  /** An error at which m4 gives up. What follows is still read, for an editor's sake, but nothing is written any more. */
  protected fail(code: M4ErrorCode, message: string, linePlace: number, cause: Cause, call?: CallRecord): void {
    if (!this.over) this.exitStatus = 1;
    this.#report(code, message, linePlace, cause, call);
    this.over = true;
    this.reached ??= this.calls.length;
    this.output.freeze();
  }

  protected exhausted(what: string): never {
    const call = this.calls.at(-1);
    // Before the first call it is the text itself that is too long.
    const cause = call ?? { span: this.places.latest() };
    this.#report("budget", `this program ${what}`, call?.linePlace ?? -1, cause, call);
    this.exitStatus = 1;
    throw new Halt();
  }

  /** Notes an error and prints what m4 prints for it. `cause` has its span. */
  #report(code: M4ErrorCode, message: string, linePlace: number, cause: Cause, call: CallRecord | undefined): void {
    const where = linePlace < 0 ? "" : `${this.places.file(linePlace)}:${this.places.line(linePlace)}:`;
    const error = new ErrorRecord(code, message, `m4:${where} ${message}\n`, cause, call);
    this.errors.push(error);
    // m4 itself has nothing to say about calls that only we refuse, or about our budget.
    if (code !== "refused" && code !== "budget") this.print(error.stderr);
  }
}

/** An error, with its places looked up when asked for. */
class ErrorRecord implements M4Error {
  readonly #cause: Cause;
  readonly severity: M4Error["severity"];
  readonly stderr: string;

  constructor(
    readonly code: M4ErrorCode,
    readonly message: string,
    line: string,
    cause: Cause,
    readonly call: CallRecord | undefined,
  ) {
    this.#cause = cause;
    this.stderr = code === "errprint" ? message : line;
    this.severity = code === "errprint" || message.startsWith("Warning:") ? "warning" : "error";
  }

  get span(): Span {
    return this.#cause.span;
  }

  get site(): Span {
    return this.call?.site ?? this.span;
  }
}
