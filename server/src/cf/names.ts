// Names of macros and classes: `$x` and `${name}` as one id each, in the order in which sendmail meets them.
import { FIRST_NAME_ID } from "./codes.ts";

/**
 * Gives each long name an id of one code unit, as sendmail gives it one byte or more. A short name is its own id. Names are told
 * apart by case. One table serves macros and classes.
 */
export class Names {
  readonly #ids = new Map<string, string>();
  readonly #names: string[] = [];

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

  /** The name of an id, without braces. */
  name(id: string): string {
    return this.#names[id.charCodeAt(0) - FIRST_NAME_ID] ?? id;
  }

  /** How many long names there are: sendmail takes only so many. */
  get count(): number {
    return this.#names.length;
  }
}
