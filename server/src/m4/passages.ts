// How the letters of one source went through a run: what was only passed on can be told of another text without running it.
import type { CallRecord, PlacedText } from "./calls.ts";
import { type Frame, peek } from "./input.ts";
import { isWordPart } from "./syntax.ts";
import type { Followed, FollowedText, Passage } from "./types.ts";
import { eachRun, type Runs } from "./weave.ts";

/** Stretches of letters that are kept: the largest real configuration has a few thousand, a program that doubles a text any number. */
const MOST_STRETCHES = 200_000;

/** The letters of one source, in a run over it. */
export class Passages implements Followed {
  readonly #base: number;
  /** Of each letter: 1 where something rests on which letter it is. */
  readonly #read: Uint8Array;
  readonly #passed: Passage[] = [];
  readonly #compared: [FollowedText, FollowedText][] = [];
  /** False once something rests on all letters: the run shows what it does, or there is too much to keep. */
  isWhole = true;
  #stretches = 0;

  constructor(base: number, length: number) {
    this.#base = base;
    this.#read = new Uint8Array(length);
  }

  /** A text on its way to the output, to nowhere or into an argument, as it is written. */
  pass(frame: Frame, start: number, end: number, isCollected: boolean, openQuote: string): void {
    const { text, runs } = frame;
    if (!this.#hasOwn(frame)) return;
    const own = this.#ownOf(runs, start, end);
    if (own.length === 0) return;
    const after = end < frame.end ? text.charCodeAt(end) : peek(frame.below);
    const isQuoted = start > 0 && text[start - 1] === openQuote;
    this.#passed.push({
      text: text.slice(start, end),
      own,
      isAfterWord: start > 0 && isWordPart(text.charCodeAt(start - 1)),
      isBeforeWord: after >= 0 && isWordPart(after),
      isTrimmed: isCollected && !isQuoted,
    });
  }

  /** Which of two texts are the same decides something. */
  compare(one: PlacedText | undefined, other: PlacedText | undefined): void {
    const followed = [one, other].map((text) => ({
      text: text?.text ?? "",
      own: text === undefined ? [] : this.#ownOf(text.runs, 0, text.text.length),
    }));
    const [first, second] = followed;
    if (first && second && first.own.length + second.own.length > 0) this.#compared.push([first, second]);
  }

  /** Something rests on these letters. */
  read(runs: Runs, start: number, end: number): void {
    if (typeof runs === "number" && (runs + end <= this.#base || runs + start >= this.#base + this.#read.length))
      return;
    eachRun(runs, start, end, (from, to, place) => {
      const at = place - this.#base;
      if (place >= 0 && at + to - from > 0) this.#read.fill(1, Math.max(at, 0), Math.max(at + to - from, 0));
    });
  }

  /** Something rests on what is given to a builtin, but for the arguments that it passes on. */
  readArguments({ args }: CallRecord, passes: ((n: number) => boolean) | undefined): void {
    args.forEach(({ runs, text }, at) => {
      if (!passes?.(at + 1)) this.read(runs, 0, text.length);
    });
  }

  isUnread(start: number, end: number): boolean {
    return this.isWhole && !this.#read.subarray(start, end).includes(1);
  }

  with(start: number, end: number): readonly Passage[] {
    return this.#passed.filter((text) => has(text, start, end));
  }

  comparedWith(start: number, end: number): readonly (readonly [FollowedText, FollowedText])[] {
    return this.#compared.filter(([one, other]) => has(one, start, end) || has(other, start, end));
  }

  /** The letters that are followed in part of a text, as a FollowedText has them. */
  #ownOf(runs: Runs, start: number, end: number): readonly number[] {
    const own: number[] = [];
    if (!this.isWhole) return own;
    eachRun(runs, start, end, (from, to, place) => {
      const at = place - this.#base;
      if (place >= 0 && at >= 0 && at < this.#read.length) own.push(from - start, at, to - from);
    });
    this.#stretches += own.length / 3;
    if (this.#stretches > MOST_STRETCHES) {
      this.isWhole = false;
      this.#passed.length = 0;
      this.#compared.length = 0;
      return [];
    }
    return own;
  }

  #hasOwn(frame: Frame): boolean {
    frame.hasFollowed ??= this.#isAmong(frame.runs, frame.end);
    return frame.hasFollowed;
  }

  #isAmong(runs: Runs, length: number): boolean {
    const [from, to] = [this.#base, this.#base + this.#read.length];
    if (typeof runs === "number") return runs >= 0 && runs < to && from < runs + length;
    for (let n = 1; n < runs.length; n += 2) {
      const place = runs[n] ?? -1;
      const stop = place + ((runs[n + 1] ?? length) - (runs[n - 1] ?? 0));
      if (place >= 0 && place < to && from < stop) return true;
    }
    return false;
  }
}

/** Whether a text has one of the letters between two offsets of the source. */
function has({ own }: FollowedText, start: number, end: number): boolean {
  for (let n = 0; n < own.length; n += 3) {
    const at = own[n + 1] ?? 0;
    if (at < end && start < at + (own[n + 2] ?? 0)) return true;
  }
  return false;
}
