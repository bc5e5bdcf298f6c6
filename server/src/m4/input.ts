// What the evaluator reads next: a stack of texts, each with the places of its letters.
import type { Builtin, CallRecord } from "./calls.ts";
import { placeAt, type Runs } from "./weave.ts";

/** One text on the input stack. */
export class Frame {
  readonly #fixedLine: number;
  pos = 0;
  /** Whether it has letters of the source that is followed; undefined where that was not asked. */
  hasFollowed: boolean | undefined = undefined;
  readonly end: number;

  constructor(
    readonly text: string,
    readonly runs: Runs,
    /** The call whose expansion or included file this is. */
    readonly call: CallRecord | undefined,
    /** True for sources: the place of a letter decides the line that m4 reports; else `linePlace` does. */
    readonly isFile: boolean,
    fixedLine: number,
    /** True where the text contains NUL, at which m4 cuts a token short. Only sources can. */
    readonly hasNul: boolean,
    /** A builtin put here by `defn`, instead of text. */
    readonly builtin: Builtin | undefined,
    readonly below: Frame | undefined,
  ) {
    this.#fixedLine = fixedLine;
    this.end = text.length;
  }

  /** Place of a letter. */
  place(offset: number): number {
    return placeAt(this.runs, offset);
  }

  /** Place that decides the line reported once the letter at `offset` has been read. */
  linePlace(offset: number): number {
    return this.isFile ? this.place(offset) : this.#fixedLine;
  }
}

/** Code of the next character of `frame` and the frames below it; -1 at the end of input, -2 before a builtin. */
export function peek(frame: Frame | undefined): number {
  for (let f = frame; f !== undefined; f = f.below) {
    if (f.builtin !== undefined) return -2;
    if (f.pos < f.end) return f.text.charCodeAt(f.pos);
  }
  return -1;
}

/** True if the next characters, read across frames from `offset` in the first one, are `delimiter`. */
export function matches(frame: Frame, offset: number, delimiter: string): boolean {
  if (offset + delimiter.length <= frame.end) return frame.text.startsWith(delimiter, offset);
  let f: Frame | undefined = frame;
  let at = offset;
  for (let n = 0; n < delimiter.length; n++) {
    while (f !== undefined && at >= f.end) {
      f = f.below;
      if (f?.builtin !== undefined) return false;
      at = f?.pos ?? 0;
    }
    if (f === undefined || f.text.charCodeAt(at) !== delimiter.charCodeAt(n)) return false;
    at++;
  }
  return true;
}
