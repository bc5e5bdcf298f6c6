// An argument list on its way: the call it is for, and the argument being read.
import type { Builtin, CallRecord } from "./calls.ts";
import type { Meaning } from "./symbols.ts";
import { Weave } from "./weave.ts";

/** An argument list being collected. */
export class Collector {
  weave = new Weave();
  /** The builtin that `defn` has put where the argument's text would be. */
  builtin: Builtin | undefined;
  /** Parentheses open in the argument. */
  parens = 0;
  /** True until the first token of the argument that is not a space. */
  leading = true;
  startPlace = -1;
  /** Where the letters of an empty argument would be. */
  emptyPlace = -1;

  constructor(
    readonly call: CallRecord,
    readonly meaning: Meaning,
    readonly outer: Collector | undefined,
    /** Place that gives the line of an error in the argument. */
    public linePlace: number,
  ) {}

  /** Turns to the next argument. */
  next(linePlace: number): void {
    this.weave = new Weave();
    this.builtin = undefined;
    this.leading = true;
    this.startPlace = -1;
    this.emptyPlace = -1;
    this.linePlace = linePlace;
  }
}
