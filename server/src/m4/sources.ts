// One number for each place in all sources of a run, so that provenance is cheap to keep and is looked up only when asked for.
import { lastAtMost, type Source, type Span } from "../text.ts";

/** Lays the sources of a run out one after the other. A place is a number: the base of its source plus the offset in it. */
export class SourceMap {
  readonly #sources: Source[] = [];
  readonly #bases: number[] = [];
  readonly #lineStarts: (number[] | undefined)[] = [];
  readonly #byName = new Map<string, number>();
  #total = 0;

  /** Registers a source and gives its base; a source that is read again keeps its places. */
  add(source: Source): number {
    const known = this.#byName.get(source.name);
    if (known !== undefined && this.#sources[known]?.text === source.text) return this.#bases[known] ?? 0;
    const base = this.#total;
    this.#byName.set(source.name, this.#sources.length);
    this.#sources.push(source);
    this.#bases.push(base);
    // One place more than characters: the end of a source is a place of its own.
    this.#total += source.text.length + 1;
    return base;
  }

  /** The stretch from one place to another; cut at the end of the first place's source. */
  span(start: number, end: number): Span {
    const index = this.#indexOf(start);
    const source = this.#sources[index];
    const base = this.#bases[index];
    if (source === undefined || base === undefined) return { source: "", start: 0, end: 0 };
    return { source: source.name, start: start - base, end: Math.min(Math.max(end, start) - base, source.text.length) };
  }

  /** The beginning of the source that was registered last. */
  latest(): Span {
    const start = this.#bases.at(-1) ?? 0;
    return this.span(start, start);
  }

  /** True if both are places in the same source, in this order. */
  inOrder(start: number, end: number): boolean {
    return start >= 0 && start <= end && this.#indexOf(start) === this.#indexOf(end);
  }

  /** Name of the source that a place is in; "" for no place. */
  file(place: number): string {
    return place < 0 ? "" : (this.#sources[this.#indexOf(place)]?.name ?? "");
  }

  /** Line number (1-based) of a place; 0 for no place. A newline belongs to the line that it ends. */
  line(place: number): number {
    if (place < 0) return 0;
    const index = this.#indexOf(place);
    const source = this.#sources[index];
    if (source === undefined) return 0;
    const offset = place - (this.#bases[index] ?? 0);
    let starts = this.#lineStarts[index];
    if (starts === undefined) {
      starts = [0];
      for (let at = source.text.indexOf("\n"); at >= 0; at = source.text.indexOf("\n", at + 1)) starts.push(at + 1);
      this.#lineStarts[index] = starts;
    }
    return lastAtMost(starts, offset) + 1;
  }

  #indexOf(place: number): number {
    return lastAtMost(this.#bases, place);
  }
}
