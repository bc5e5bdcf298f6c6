// Names of macros and classes: `$x` and `${name}` as one id each, in the order in which sendmail meets them.
import { FIRST_NAME_ID } from "./codes.ts";

/** Long names that sendmail takes in all, its own included (seen by defining more). */
const MAX_LONG_NAMES = 96;
/** sendmail uses these before it reads the first line. */
const OWN_NAMES = ["deliveryMode", "load_avg"];
/** Has an id of its own, which does not count. */
const APART = "opMode";
const APART_ID = String.fromCharCode(FIRST_NAME_ID + 0x100);

/** sendmail's byte for the first long name; the others follow. */
const FIRST_BYTE = 0o240;

/**
 * Gives each long name an id of one code unit, as sendmail gives it a byte. A short name is its own id. Names are told apart by
 * case. One table serves macros and classes.
 */
export class Names {
  readonly #ids = new Map<string, string>([[APART, APART_ID]]);
  readonly #names: string[] = [];

  constructor() {
    for (const name of OWN_NAMES) this.id(name);
  }

  /** Long names in the order of their ids. */
  get list(): readonly string[] {
    return this.#names;
  }

  /** The id of a name without braces. `{w}` is the same as `w`. */
  id(name: string): string {
    if (name.length === 1) return name;
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = String.fromCharCode(FIRST_NAME_ID + this.#names.length);
      this.#ids.set(name, id);
      this.#names.push(name);
    }
    return id;
  }

  /** True where sendmail has no id left for a name that it has not met yet. */
  isTooMany(name: string): boolean {
    return name.length !== 1 && this.#names.length >= MAX_LONG_NAMES && !this.#ids.has(name);
  }

  /** The name of an id, without braces. */
  name(id: string): string {
    if (id === APART_ID) return APART;
    return this.#names[id.charCodeAt(0) - FIRST_NAME_ID] ?? id;
  }
}

/** The byte by which sendmail knows an id; its messages print it. */
export function byteOf(id: string): number {
  const unit = id.charCodeAt(0);
  return unit >= FIRST_NAME_ID ? (FIRST_BYTE + unit - FIRST_NAME_ID) & 0xff : unit;
}
