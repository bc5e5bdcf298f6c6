// Whether two values say the same, part by part: those of two versions of a text that changed elsewhere.
import type { Span } from "../text.ts";

/** An object of a class that can be compared with another of its class. */
export interface Comparable {
  /** @param isSame compares two parts of them */
  isAlike(other: this, isSame: (one: unknown, other: unknown) => boolean): boolean;
}

/** How deep two values are looked into; what is the same further down may not be seen to be. */
const DEPTH = 10;

/** Compares values; objects of classes that many of them share are compared once. */
export class Comparison {
  readonly #movedTo: (place: Span) => Span | undefined;
  readonly #known = new Map<Comparable, { readonly other: Comparable; readonly same: boolean }>();
  #depth = DEPTH;

  /** @param movedTo where a place of the first of two values is in the text of the second; undefined for none. They stay where they are without it */
  constructor(movedTo = (place: Span): Span | undefined => place) {
    this.#movedTo = movedTo;
  }

  /** True for the same value, and for plain objects and comparable ones that are the same part by part; anything else may differ. */
  isSame(one: unknown, other: unknown): boolean {
    if (one === other) return true;
    if (this.#depth === 0 || typeof one !== "object" || typeof other !== "object" || one === null || other === null)
      return false;
    const kind = Object.getPrototypeOf(one);
    if (kind !== Object.getPrototypeOf(other)) return false;
    this.#depth -= 1;
    const same = this.#areAlike(one, other, kind);
    this.#depth += 1;
    return same;
  }

  #areAlike(one: object, other: object, kind: unknown): boolean {
    if (Array.isArray(one) && Array.isArray(other))
      return one.length === other.length && one.every((part, at) => this.isSame(part, other[at]));
    if (one instanceof Map && other instanceof Map)
      return one.size === other.size && [...one].every(([key, part]) => this.isSame(part, other.get(key)));
    if (one instanceof Set && other instanceof Set)
      return one.size === other.size && [...one].every((part) => other.has(part));
    if (kind !== Object.prototype) return isComparable(one) && isComparable(other) && this.#isOnceAlike(one, other);
    if (isPlace(one) && isPlace(other)) {
      const moved = this.#movedTo(one);
      return moved?.source === other.source && moved.start === other.start && moved.end === other.end;
    }
    // Without lists of keys: thousands of objects are compared at each keystroke.
    let count = 0;
    for (const key in one) {
      if (!this.isSame(one[key as keyof typeof one], other[key as keyof typeof other])) return false;
      count += 1;
    }
    for (const _ in other) count -= 1;
    return count === 0;
  }

  #isOnceAlike(one: Comparable, other: Comparable): boolean {
    const known = this.#known.get(one);
    if (known?.other === other) return known.same;
    const same = one.isAlike(other, (part, its) => this.isSame(part, its));
    this.#known.set(one, { other, same });
    return same;
  }
}

/** As `Comparison`, once. */
export function isAlike(one: unknown, other: unknown): boolean {
  return new Comparison().isSame(one, other);
}

function isPlace(one: object): one is Span {
  return "start" in one && "end" in one && "source" in one;
}

function isComparable(one: object): one is Comparable {
  return "isAlike" in one;
}
