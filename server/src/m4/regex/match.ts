// Runs a regular expression as the C library does: of all matches that begin leftmost the longest one.
import {
  type Anchor,
  BadPattern,
  type CharSet,
  isWord,
  type Meter,
  type Program,
  parsePattern,
  type Step,
} from "./parse.ts";

export { BadPattern };

/** Start and end of each group of a match, -1 where it took no part. Group 0 is the whole match. */
export type Groups = readonly number[];

/** A step of a search that can go back, in units of the meter: such a step takes longer than a letter. */
const WALK_COST = 10;

export class Regex {
  readonly groups: number;
  readonly #program: Program;
  /** The characters that a match can begin with; undefined where it can be empty. */
  readonly #heads: CharSet | undefined;
  readonly #seen: Int32Array;
  #generation = 0;

  /** Throws BadPattern. */
  constructor(pattern: string, meter?: Meter) {
    this.#program = parsePattern(pattern, meter);
    this.groups = this.#program.groups;
    this.#seen = new Int32Array(this.#program.steps.length);
    this.#heads = this.#findHeads();
  }

  /** The first match that begins at `from` or later. */
  search(text: string, from: number, meter: Meter): Groups | undefined {
    for (let start = from; start <= text.length; start++) {
      if (this.#heads !== undefined) {
        const { bytes, others } = this.#heads;
        const skipped = start;
        for (; start < text.length; start++) {
          const code = text.charCodeAt(start);
          if (code < 256 ? bytes[code] === 1 : others) break;
        }
        meter((start - skipped) >> 3);
        if (start === text.length) return undefined;
      }
      const match = this.#program.hasReferences ? this.#tryAll(text, start, meter) : this.#matchAt(text, start, meter);
      if (match !== undefined) return match;
    }
    return undefined;
  }

  #matchAt(text: string, start: number, meter: Meter): Groups | undefined {
    const end = this.#longest(text, start, meter);
    if (end === undefined) return undefined;
    return this.groups === 0 ? [start, end] : this.#findGroups(text, start, end, meter);
  }

  /** End of the longest match at `start`: all ways are followed side by side. */
  #longest(text: string, start: number, meter: Meter): number | undefined {
    const { steps } = this.#program;
    let current = [this.#program.start];
    let best: number | undefined;
    for (let pos = start; current.length > 0; pos++) {
      const generation = ++this.#generation;
      const next: number[] = [];
      const code = pos < text.length ? text.charCodeAt(pos) : -1;
      let work = 0;
      for (let at = current.pop(); at !== undefined; at = current.pop()) {
        work++;
        if (this.#seen[at] === generation) continue;
        this.#seen[at] = generation;
        const step = steps[at];
        if (step === undefined) continue;
        if (step.kind === "end") best = pos;
        else if (step.kind === "split") current.push(step.other, step.next);
        else if (step.kind === "open" || step.kind === "close") current.push(step.next);
        else if (step.kind === "anchor") {
          if (holds(step.anchor, text, pos)) current.push(step.next);
        } else if (code >= 0 && takes(step, code)) next.push(step.next);
      }
      meter(2 * work);
      current = next;
    }
    return best;
  }

  /**
   * The groups of a match whose end is known: follows the preferred way among those that lead to the end. m4's library
   * stops as soon as it comes to a step for the second time without having read a letter, whatever the groups are then
   * (one may still be open); GNU m4 1.4.19 shows this with `\(a*\)*`.
   */
  #findGroups(text: string, start: number, end: number, meter: Meter): Groups {
    const { steps } = this.#program;
    const viable = this.#findViable(text, start, end, meter);
    const leads = (at: number, pos: number): boolean => viable[(pos - start) * steps.length + at] === 1;
    const registers = new Registers(this.groups, start);
    let pos = start;
    let at = this.#program.start;
    let passed = new Set<number>();
    const cost = 1 + (this.groups >> 2);
    for (;;) {
      meter(cost);
      const step = steps[at];
      if (step === undefined || step.kind === "end") break;
      if (step.kind === "open") registers.open(step.group, pos);
      else if (step.kind === "close") registers.close(step.group, pos, step.optional);
      if (passed.has(at)) break;
      if (step.kind === "char" || step.kind === "set" || step.kind === "same") {
        pos++;
        passed = new Set();
        at = step.next;
        continue;
      }
      passed.add(at);
      if (step.kind !== "split") at = step.next;
      else if (!leads(step.next, pos)) at = step.other;
      else at = leads(step.other, pos) && passed.has(step.next) ? step.other : step.next;
    }
    return registers.finish(end);
  }

  /** For each place from `start` to `end` and each step: 1 where the step can lead to a match that ends at `end`. */
  #findViable(text: string, start: number, end: number, meter: Meter): Uint8Array {
    const { steps } = this.#program;
    const size = steps.length;
    meter((end - start + 1) * size);
    const viable = new Uint8Array((end - start + 1) * size);
    for (let pos = end; pos >= start; pos--) {
      const row = (pos - start) * size;
      const code = pos < end ? text.charCodeAt(pos) : -1;
      for (const [at, step] of steps.entries()) {
        if (step.kind === "end") viable[row + at] = pos === end ? 1 : 0;
        else if (code >= 0 && (step.kind === "char" || step.kind === "set") && takes(step, code))
          viable[row + at] = viable[row + size + step.next] ?? 0;
      }
      // Steps that read nothing follow those after them; loops need more than one round.
      for (let changed = true; changed; ) {
        changed = false;
        meter(size);
        for (const [at, step] of steps.entries()) {
          if (viable[row + at] === 1 || step.kind === "end" || step.kind === "char" || step.kind === "set") continue;
          if (step.kind === "anchor" && !holds(step.anchor, text, pos)) continue;
          if (viable[row + step.next] === 1 || (step.kind === "split" && viable[row + step.other] === 1)) {
            viable[row + at] = 1;
            changed = true;
          }
        }
      }
    }
    return viable;
  }

  /** With references to groups: tries every way, the preferred ones first, for the longest match. */
  #tryAll(text: string, start: number, meter: Meter): Groups | undefined {
    const { steps } = this.#program;
    const cost = WALK_COST + (this.groups >> 2);
    let best: Groups | undefined;
    const choices: Choice[] = [
      { at: this.#program.start, pos: start, registers: new Registers(this.groups, start), passed: undefined },
    ];
    for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
      let { at, pos, passed } = choice;
      const registers = choice.registers.copy();
      for (;;) {
        meter(cost);
        const step: Step | undefined = steps[at];
        if (step === undefined) break;
        if (step.kind === "end") {
          if (best === undefined || (best[1] ?? -1) < pos) best = registers.finish(pos);
          break;
        }
        if (step.kind === "split") {
          // A loop that took no letter is left, so that an empty repetition ends.
          if (has(passed, at)) {
            at = step.other;
            continue;
          }
          passed = { at, before: passed };
          choices.push({ at: step.other, pos, registers: registers.copy(), passed });
        } else if (step.kind === "open") registers.open(step.group, pos);
        else if (step.kind === "close") registers.close(step.group, pos, step.optional);
        else if (step.kind === "anchor") {
          if (!holds(step.anchor, text, pos)) break;
        } else if (step.kind === "same") {
          const same = registers.text(step.group, text);
          if (same === undefined || !text.startsWith(same, pos)) break;
          meter(same.length);
          if (same !== "") passed = undefined;
          pos += same.length;
        } else {
          if (pos >= text.length || !takes(step, text.charCodeAt(pos))) break;
          pos++;
          passed = undefined;
        }
        at = step.next;
      }
    }
    return best;
  }

  #findHeads(): CharSet | undefined {
    const { steps } = this.#program;
    const bytes = new Uint8Array(256);
    let others = false;
    const seen = new Set<number>();
    const open = [this.#program.start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const step = steps[at];
      if (step === undefined || seen.has(at)) continue;
      seen.add(at);
      if (step.kind === "end" || step.kind === "same") return undefined;
      if (step.kind === "split") open.push(step.next, step.other);
      else if (step.kind === "char") {
        if (step.code < 256) bytes[step.code] = 1;
        else others = true;
      } else if (step.kind === "set") {
        for (let c = 0; c < 256; c++) if (step.set.bytes[c] === 1) bytes[c] = 1;
        others ||= step.set.others;
      } else open.push(step.next);
    }
    return { bytes, others };
  }
}

/** Where the groups begin and end on one way through a match. */
class Registers {
  #groups: number[];
  /** The groups as of the last one that was not empty. */
  #accepted: number[];

  constructor(count: number, start: number) {
    this.#groups = new Array<number>(2 * (count + 1)).fill(-1);
    this.#groups[0] = start;
    this.#accepted = [...this.#groups];
  }

  copy(): Registers {
    const copy = new Registers(0, 0);
    copy.#groups = [...this.#groups];
    copy.#accepted = [...this.#accepted];
    return copy;
  }

  open(group: number, pos: number): void {
    this.#groups[group * 2] = pos;
    this.#groups[group * 2 + 1] = -1;
  }

  close(group: number, pos: number, optional: boolean): void {
    if ((this.#groups[group * 2] ?? -1) < pos) {
      this.#groups[group * 2 + 1] = pos;
      this.#accepted = [...this.#groups];
    } else if (optional && (this.#accepted[group * 2] ?? -1) !== -1) {
      // An empty round after one with letters does not count.
      this.#groups = [...this.#accepted];
    } else this.#groups[group * 2 + 1] = pos;
  }

  /** What a closed group matched. */
  text(group: number, text: string): string | undefined {
    const from = this.#groups[group * 2] ?? -1;
    const to = this.#groups[group * 2 + 1] ?? -1;
    return from < 0 || to < 0 ? undefined : text.slice(from, to);
  }

  finish(end: number): Groups {
    const groups = [...this.#groups];
    groups[1] = end;
    return groups;
  }
}

interface Choice {
  readonly at: number;
  readonly pos: number;
  readonly registers: Registers;
  readonly passed: Passed | undefined;
}

/** Splits passed since the last letter. */
interface Passed {
  readonly at: number;
  readonly before: Passed | undefined;
}

function has(passed: Passed | undefined, at: number): boolean {
  for (let p = passed; p !== undefined; p = p.before) if (p.at === at) return true;
  return false;
}

function takes(step: Step, code: number): boolean {
  if (step.kind === "char") return step.code === code;
  if (step.kind !== "set") return false;
  return code < 256 ? step.set.bytes[code] === 1 : step.set.others;
}

function holds(anchor: Anchor, text: string, pos: number): boolean {
  const before = pos > 0 ? text.charCodeAt(pos - 1) : -1;
  const after = pos < text.length ? text.charCodeAt(pos) : -1;
  switch (anchor) {
    case "line-start":
      return before < 0 || before === 10;
    case "line-end":
      return after < 0 || after === 10;
    case "text-start":
      return before < 0;
    case "text-end":
      return after < 0;
    case "edge":
      return isWord(before) !== isWord(after);
    case "no-edge":
      return isWord(before) === isWord(after);
    case "word-start":
      return !isWord(before) && isWord(after);
    case "word-end":
      return isWord(before) && !isWord(after);
  }
}
