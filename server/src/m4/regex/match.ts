// Runs a regular expression as the C library does: of all matches that begin leftmost the longest one.
import { type Anchor, BadPattern, type CharSet, isWord, type Program, parsePattern, type Step } from "./parse.ts";

export { BadPattern };

/** Start and end of each group of a match, -1 where it took no part. Group 0 is the whole match. */
export type Groups = readonly number[];

/** Counts the steps of a search and throws where they are too many. */
export type Meter = (steps: number) => void;

/** A step of a search that can go back, in units of the meter: such a step takes longer than a letter. */
const WALK_COST = 10;

export class Regex {
  readonly groups: number;
  private readonly program: Program;
  /** The characters that a match can begin with; undefined where it can be empty. */
  private readonly heads: CharSet | undefined;
  private readonly seen: Int32Array;
  private generation = 0;

  /** Throws BadPattern. */
  constructor(pattern: string) {
    this.program = parsePattern(pattern);
    this.groups = this.program.groups;
    this.seen = new Int32Array(this.program.steps.length);
    this.heads = this.findHeads();
  }

  /** The first match that begins at `from` or later. */
  search(text: string, from: number, meter: Meter): Groups | undefined {
    for (let start = from; start <= text.length; start++) {
      if (this.heads !== undefined) {
        const { bytes, others } = this.heads;
        const skipped = start;
        for (; start < text.length; start++) {
          const code = text.charCodeAt(start);
          if (code < 256 ? bytes[code] === 1 : others) break;
        }
        meter((start - skipped) >> 3);
        if (start === text.length) return undefined;
      }
      const match = this.program.hasReferences
        ? this.walk(text, start, undefined, meter)
        : this.matchAt(text, start, meter);
      if (match !== undefined) return match;
    }
    return undefined;
  }

  private matchAt(text: string, start: number, meter: Meter): Groups | undefined {
    const end = this.longest(text, start, meter);
    if (end === undefined) return undefined;
    return this.groups === 0 ? [start, end] : this.walk(text, start, end, meter);
  }

  /** End of the longest match at `start`: all ways are followed side by side. */
  private longest(text: string, start: number, meter: Meter): number | undefined {
    const { steps } = this.program;
    let current = [this.program.start];
    let best: number | undefined;
    for (let pos = start; current.length > 0; pos++) {
      const generation = ++this.generation;
      const next: number[] = [];
      const code = pos < text.length ? text.charCodeAt(pos) : -1;
      let work = 0;
      for (let at = current.pop(); at !== undefined; at = current.pop()) {
        work++;
        if (this.seen[at] === generation) continue;
        this.seen[at] = generation;
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
   * Follows the preferred way first, and goes back where it leads nowhere. With a known `end` only a match that ends
   * there counts, and a place that led nowhere is not tried again; without one every way is tried for the longest match.
   */
  private walk(text: string, start: number, end: number | undefined, meter: Meter): Groups | undefined {
    const { steps } = this.program;
    const dead = end === undefined ? undefined : new Set<number>();
    let best: number[] | undefined;
    const initial: number[] = new Array(2 * (this.groups + 1)).fill(-1);
    initial[0] = start;
    const choices: Choice[] = [
      { at: this.program.start, pos: start, groups: initial, accepted: initial, via: undefined },
    ];
    for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
      let { at, pos, groups, accepted, via } = choice;
      for (;;) {
        meter(WALK_COST);
        const step: Step | undefined = steps[at];
        if (step === undefined) break;
        if (step.kind === "end") {
          if (end !== undefined && pos !== end) break;
          if (end === undefined && best !== undefined && (best[1] ?? -1) >= pos) break;
          best = [...groups];
          best[1] = pos;
          if (end !== undefined) return best;
          break;
        }
        if (step.kind === "split") {
          // A loop that took no letter is left, so that an empty repetition ends.
          if (has(via, at)) {
            at = step.other;
            continue;
          }
          const key = pos * steps.length + at;
          if (dead?.has(key)) break;
          dead?.add(key);
          via = { at, before: via };
          choices.push({ at: step.other, pos, groups, accepted, via });
          at = step.next;
          continue;
        }
        if (step.kind === "open") {
          groups = [...groups];
          groups[step.group * 2] = pos;
          groups[step.group * 2 + 1] = -1;
        } else if (step.kind === "close") {
          const opened = groups[step.group * 2] ?? -1;
          if (opened < pos) {
            groups = [...groups];
            groups[step.group * 2 + 1] = pos;
            accepted = groups;
          } else if (step.optional && (accepted[step.group * 2] ?? -1) !== -1) {
            groups = accepted;
          } else {
            groups = [...groups];
            groups[step.group * 2 + 1] = pos;
          }
        } else if (step.kind === "anchor") {
          if (!holds(step.anchor, text, pos)) break;
        } else if (step.kind === "same") {
          const from = groups[step.group * 2] ?? -1;
          const to = groups[step.group * 2 + 1] ?? -1;
          if (from < 0 || to < 0 || !text.startsWith(text.slice(from, to), pos)) break;
          meter(to - from);
          if (to > from) via = undefined;
          pos += to - from;
        } else {
          if (pos >= text.length || !takes(step, text.charCodeAt(pos))) break;
          pos++;
          via = undefined;
        }
        at = step.next;
      }
    }
    return best;
  }

  private findHeads(): CharSet | undefined {
    const { steps } = this.program;
    const bytes = new Uint8Array(256);
    let others = false;
    const seen = new Set<number>();
    const open = [this.program.start];
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

interface Choice {
  readonly at: number;
  readonly pos: number;
  readonly groups: number[];
  /** Groups as of the last one that was not empty. */
  readonly accepted: number[];
  /** Splits passed since the last letter. */
  readonly via: Via | undefined;
}

interface Via {
  readonly at: number;
  readonly before: Via | undefined;
}

function has(via: Via | undefined, at: number): boolean {
  for (let v = via; v !== undefined; v = v.before) if (v.at === at) return true;
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
