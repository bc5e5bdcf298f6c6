// Where text goes: the diversions, the text that went nowhere, and the record of what each stretch came from.
import type { CallRecord, Ledger } from "./calls.ts";
import type { DeadText, OutputPiece } from "./types.ts";
import { makerOf } from "./weave.ts";

/** Numbers kept for each stretch: offset, place, index of the call (-1 for none), diversion. */
const MARK = 4;

class Sink {
  text = "";
  readonly marks: number[] = [];

  add(piece: string, place: number, call: number, diversion: number): void {
    const { marks } = this;
    const length = this.text.length;
    const last = marks.length - MARK;
    this.text += piece;
    if (last >= 0 && marks[last + 2] === call && marks[last + 3] === diversion) {
      const lastPlace = marks[last + 1] ?? 0;
      if (lastPlace < 0 ? lastPlace === place : lastPlace + length - (marks[last] ?? 0) === place) return;
    }
    marks.push(length, place, call, diversion);
  }

  append(other: Sink): void {
    const offset = this.text.length;
    this.text += other.text;
    for (let at = 0; at < other.marks.length; at += MARK)
      this.marks.push(
        offset + (other.marks[at] ?? 0),
        other.marks[at + 1] ?? -1,
        other.marks[at + 2] ?? -1,
        other.marks[at + 3] ?? 0,
      );
  }
}

/** All diversions of a run. */
export class Output {
  readonly #ledger: Ledger;
  divnum = 0;
  /** Characters written so far. */
  written = 0;
  #frozen = false;
  readonly #main = new Sink();
  readonly #diversions = new Map<number, Sink>();
  #current: Sink | undefined = this.#main;
  /** Kind, start and end place of each stretch without effect. */
  readonly #deadWhy: DeadText["why"][] = [];
  readonly #deadBounds: number[] = [];

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Nothing is written any more; diversions can still be chosen. */
  freeze(): void {
    this.#frozen = true;
    this.#current = undefined;
  }

  divert(diversion: number): void {
    this.divnum = diversion;
    if (diversion < 0 || this.#frozen) this.#current = undefined;
    else if (diversion === 0) this.#current = this.#main;
    else {
      let sink = this.#diversions.get(diversion);
      if (sink === undefined) {
        sink = new Sink();
        this.#diversions.set(diversion, sink);
      }
      this.#current = sink;
    }
  }

  /** Writes text that comes from one place. */
  add(piece: string, place: number, call: CallRecord | undefined): void {
    this.written += piece.length;
    if (this.#current !== undefined) this.#current.add(piece, place, call?.index ?? -1, this.divnum);
    else if (place >= 0 && this.divnum < 0) this.dead("diverted", place, place + piece.length);
  }

  /** Moves a diversion's text to the current one; nothing for the current one and those that do not exist. */
  undivert(diversion: number): void {
    if (diversion <= 0 || diversion === this.divnum) return;
    const sink = this.#diversions.get(diversion);
    if (sink === undefined) return;
    this.#diversions.delete(diversion);
    this.#current?.append(sink);
  }

  /** Moves all diversions, in the order of their numbers. */
  undivertAll(): void {
    for (const diversion of [...this.#diversions.keys()].sort((a, b) => a - b)) this.undivert(diversion);
  }

  /** Notes text that was read without effect; a stretch that goes on from the last one joins it. */
  dead(why: DeadText["why"], start: number, end: number): void {
    const last = this.#deadWhy.length - 1;
    if (last >= 0 && this.#deadWhy[last] === why && this.#deadBounds[last * 2 + 1] === start) {
      this.#deadBounds[last * 2 + 1] = end;
      return;
    }
    this.#deadWhy.push(why);
    this.#deadBounds.push(start, end);
  }

  /** What went to standard output. */
  get text(): string {
    return this.#main.text;
  }

  pieces(): OutputPiece[] {
    const { places, records } = this.#ledger;
    const { marks, text } = this.#main;
    const pieces: OutputPiece[] = [];
    for (let at = 0; at < marks.length; at += MARK) {
      const start = marks[at] ?? 0;
      const end = at + MARK < marks.length ? (marks[at + MARK] ?? 0) : text.length;
      const place = marks[at + 1] ?? -1;
      const maker = makerOf(place);
      const origin =
        maker === undefined
          ? places.span(place, place + end - start)
          : (records[maker]?.span ?? { source: "", start: 0, end: 0 });
      pieces.push({ start, end, origin, call: records[marks[at + 2] ?? -1], diversion: marks[at + 3] ?? 0 });
    }
    return pieces;
  }

  deadTexts(): DeadText[] {
    return this.#deadWhy.map((why, n) => ({
      why,
      span: this.#ledger.places.span(this.#deadBounds[n * 2] ?? 0, this.#deadBounds[n * 2 + 1] ?? 0),
    }));
  }
}
