// How long the chains are that lines which name each other make: of very many, only those in circles and long chains are looked at.
import { hashKey } from "../../tables/block.ts";
import type { Links } from "../../tables/references.ts";

/** A name that no key has: a line that names it may lead anywhere. */
export const ANYWHERE = "\0anywhere";

const ANYWHERE_HASH = hashKey(ANYWHERE, 0, ANYWHERE.length);

/** Numbers in groups, each with the one before it in its group: a hundred thousand groups take two arrays. */
class Groups {
  readonly #last = new Map<number, number>();
  readonly #numbers: number[] = [];
  readonly #before: number[] = [];

  add(group: number, number: number): void {
    this.#before.push(this.last(group));
    this.#last.set(group, this.#numbers.length);
    this.#numbers.push(number);
  }

  /** The last place of a group, then the one before a place; -1 where there is none. */
  last(group: number): number {
    return this.#last.get(group) ?? -1;
  }

  before(place: number): number {
    return this.#before[place] ?? -1;
  }

  number(place: number): number {
    return this.#numbers[place] ?? -1;
  }
}

/**
 * Of each line how many lines the longest chain has that begins with a line, the one included that it leads to last: 2 where it leads to none of
 * these lines. Infinity for a line that is in a circle, leads to one, or may lead anywhere. Two names with one hash make a chain
 * longer, never shorter.
 */
export function chainLengths({ keys, ends, names }: Links): readonly number[] {
  const lines = new Groups();
  for (let at = 0; at < keys.length; at++) lines.add(keys[at] ?? 0, at);
  /** For each line those that lead to it; and how many of those that it leads to itself have no length yet. */
  const leading = new Groups();
  const open = new Int32Array(keys.length);
  let name = 0;
  for (let at = 0; at < keys.length; at++)
    for (const end = ends[at] ?? 0; name < end; name++) {
      const asked = names[name] ?? 0;
      // Nothing ever closes this one.
      if (asked === ANYWHERE_HASH) open[at] = (open[at] ?? 0) + 1;
      for (let place = lines.last(asked); place !== -1; place = lines.before(place)) {
        open[at] = (open[at] ?? 0) + 1;
        leading.add(lines.number(place), at);
      }
    }
  const lengths: number[] = new Array(keys.length).fill(2);
  const closed: number[] = [];
  for (let at = 0; at < keys.length; at++) if (open[at] === 0) closed.push(at);
  for (let at = closed.pop(); at !== undefined; at = closed.pop())
    for (let place = leading.last(at); place !== -1; place = leading.before(place)) {
      const before = leading.number(place);
      lengths[before] = Math.max(lengths[before] ?? 2, (lengths[at] ?? 2) + 1);
      open[before] = (open[before] ?? 0) - 1;
      if (open[before] === 0) closed.push(before);
    }
  for (let at = 0; at < keys.length; at++) if (open[at] !== 0) lengths[at] = Number.POSITIVE_INFINITY;
  return lengths;
}
