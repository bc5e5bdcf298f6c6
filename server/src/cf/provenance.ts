// Leads from a part of a .cf to the place in the .mc that made it.
import { lastAtMost, type Source, type Span } from "../text.ts";

/** Where each line of a built .cf comes from. */
export class Provenance {
  readonly #cf: string;
  readonly #lineStarts: readonly number[];
  readonly #places: readonly (Span | undefined)[];

  /**
   * @param cf the .cf as it was built, under the name that it was read with
   * @param places for each of its lines (from 0) the stretch of the .mc that it comes from, as `BuiltCf.lines` has them
   */
  constructor(cf: Source, places: readonly (Span | undefined)[]) {
    this.#cf = cf.name;
    this.#places = places;
    const starts = [0];
    for (let feed = cf.text.indexOf("\n"); feed !== -1; feed = cf.text.indexOf("\n", feed + 1)) starts.push(feed + 1);
    this.#lineStarts = starts;
  }

  /**
   * The stretch of the .mc from which a stretch of the .cf comes: all of it where the lines come from several places. Undefined
   * where the library alone made them, and for a stretch of another file.
   */
  placeOf(span: Span): Span | undefined {
    if (span.source !== this.#cf) return undefined;
    let found: Span | undefined;
    const last = lastAtMost(this.#lineStarts, Math.max(span.start, span.end - 1));
    for (let line = lastAtMost(this.#lineStarts, span.start); line <= last; line++) {
      const place = this.#places[line];
      if (place === undefined) continue;
      found =
        found === undefined
          ? place
          : { source: place.source, start: Math.min(found.start, place.start), end: Math.max(found.end, place.end) };
    }
    return found;
  }
}
