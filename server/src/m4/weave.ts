// Texts that remember where each of their letters was written.

/**
 * Where the letters of a text come from. A number is a place for the whole text: the place of its first letter where it
 * was written in one piece (see SourceMap), or `made(call)`. A list has pairs of the offset of a stretch and its place.
 */
export type Runs = number | readonly number[];

/** The place of text that a call made out of nothing (a number from `eval`, the quotes of `$@`). */
export function made(callIndex: number): number {
  return -1 - callIndex;
}

/** The index of the call that made a text, where `place` says so. */
export function makerOf(place: number): number | undefined {
  return place < 0 ? -1 - place : undefined;
}

/** Place of the letter at an offset. */
export function placeAt(runs: Runs, offset: number): number {
  if (typeof runs === "number") return runs < 0 ? runs : runs + offset;
  const at = stretchAt(runs, offset);
  const place = runs[at + 1] ?? -1;
  return place < 0 ? place : place + offset - (runs[at] ?? 0);
}

/** Index in a list of the stretch that an offset is in. */
function stretchAt(runs: readonly number[], offset: number): number {
  let low = 0;
  let high = runs.length >> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle * 2] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0) * 2;
}

/** Calls `visit` for each stretch of `runs` between two offsets, with the stretch's bounds and its place. */
export function eachRun(
  runs: Runs,
  start: number,
  end: number,
  visit: (start: number, end: number, place: number) => void,
): void {
  if (start >= end) return;
  if (typeof runs === "number") {
    visit(start, end, runs < 0 ? runs : runs + start);
    return;
  }
  for (let at = stretchAt(runs, start); at < runs.length; at += 2) {
    const from = runs[at] ?? 0;
    const to = at + 2 < runs.length ? (runs[at + 2] ?? end) : end;
    if (from >= end) break;
    const first = Math.max(from, start);
    const place = runs[at + 1] ?? -1;
    visit(first, Math.min(to, end), place < 0 ? place : place + first - from);
  }
}

/** A text under construction. Neighbours that were written side by side become one stretch. */
export class Weave {
  text = "";
  #first = -1;
  #list: number[] | undefined;
  #lastOffset = 0;
  #lastPlace = 0;

  /** Appends letters that were written in one piece at `place`. */
  add(piece: string, place: number): void {
    if (piece === "") return;
    this.#note(place);
    this.text += piece;
  }

  /** Appends part of a text with its places. */
  addSlice(text: string, runs: Runs, start = 0, end = text.length): void {
    if (start >= end) return;
    if (typeof runs === "number") this.#note(runs < 0 ? runs : runs + start);
    else {
      const shift = this.text.length - start;
      eachRun(runs, start, end, (from, _to, place) => this.#note(place, shift + from));
    }
    this.text += start === 0 && end === text.length ? text : text.slice(start, end);
  }

  /** The places of the text so far. */
  get runs(): Runs {
    return this.#list ?? this.#first;
  }

  /** What it costs to keep this text: its letters, and more for each of its stretches. */
  get cost(): number {
    return this.text.length + (this.#list === undefined ? 0 : this.#list.length * STRETCH_COST);
  }

  /** Begins a stretch at `offset`, unless it goes on from the last one. */
  #note(place: number, offset = this.text.length): void {
    if (offset === 0) this.#first = place;
    else if (this.#lastPlace < 0 ? this.#lastPlace === place : this.#lastPlace + offset - this.#lastOffset === place)
      return;
    else {
      this.#list ??= [0, this.#first];
      this.#list.push(offset, place);
    }
    this.#lastOffset = offset;
    this.#lastPlace = place;
  }
}

/** Letters that one number of a list of stretches counts as in a budget. */
const STRETCH_COST = 8;
