// Whether two values say the same, part by part: those of two versions of a text that changed elsewhere.

/** An object of a class that can be compared with another of its class. */
export interface Comparable {
  /** @param isSame compares two parts of them */
  isAlike(other: this, isSame: (one: unknown, other: unknown) => boolean): boolean;
}

/** How deep two values are looked into; what is the same further down may not be seen to be. */
const DEPTH = 10;

/** Compares values; objects of classes that many of them share are compared once. */
export class Comparison {
  readonly #known = new Map<Comparable, { readonly other: Comparable; readonly same: boolean }>();
  #depth = DEPTH;

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

function isComparable(one: object): one is Comparable {
  return "isAlike" in one;
}
