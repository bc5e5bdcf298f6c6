// Macros while rules run: their values, and `$x`, `$?x..$|..$.` inside of a text.
import { Code, type Coded, FIRST_CODE, FIRST_NAME_ID, type OperatorName, WRITTEN } from "../codes.ts";
import type { CfConfig, Unknown } from "../types.ts";

/** Values that go before those of the configuration, by name without braces; undefined: has no value. */
export type MacroValues = Map<string, string | undefined>;

/** sendmail expands a value that has macros in it again, so often. */
const MAX_DEPTH = 10;

/** The operators are macros to sendmail: `$*` is the macro whose name is a star. Those that take a name keep it after them. */
const OPERATORS: ReadonlyMap<string, Coded> = new Map([
  ...Object.entries(WRITTEN)
    .filter(([name]) => name !== "macro" && name !== "replace")
    .map(([name, written]): [string, Coded] => [written.slice(1), Code[name as OperatorName]]),
  ...Array.from("123456789", (digit): [string, Coded] => [digit, Code.replace + digit]),
]);

/** The macros of one run: the configuration's, with some values in place of theirs. */
export class Macros {
  readonly #cf: CfConfig;
  readonly #values: MacroValues;
  readonly #unknown: (name: string, unknown: Unknown) => void;

  constructor(cf: CfConfig, values: MacroValues, unknown: (name: string, unknown: Unknown) => void) {
    this.#cf = cf;
    this.#values = values;
    this.#unknown = unknown;
  }

  /** A macro's value, not expanded; undefined for none. A value that nobody told us counts as none and is reported. */
  value(name: string): Coded | undefined {
    if (this.#values.has(name)) return this.#values.get(name);
    const value = this.#cf.macros.get(name)?.value;
    if (value === undefined) return OPERATORS.get(name);
    if (typeof value === "string") return value;
    this.#unknown(name, value);
    return undefined;
  }

  set(name: string, value: string | undefined): void {
    this.#values.set(name, value);
  }

  /**
   * A text with the values of its macros in place of them, as often as values have macros in turn.
   * @param overDeep called where sendmail gives up.
   */
  expand(text: Coded, size: number, overDeep?: () => void, depth = 0): Coded {
    let again = false;
    let skipping = false;
    let skipLevel = 0;
    let ifLevel = 0;
    let out = "";
    for (let i = 0; i < text.length; i++) {
      const char = text.charAt(i);
      if (char === Code.if) {
        ifLevel++;
        const id = text.charAt(++i);
        if (skipping) skipLevel++;
        else skipping = (this.value(this.#cf.names.name(id)) ?? "") === "";
      } else if (char === Code.else && ifLevel > 0) {
        if (skipLevel === 0) skipping = !skipping;
      } else if (char === Code.fi && ifLevel > 0) {
        ifLevel--;
        if (skipLevel === 0) skipping = false;
        if (skipping) skipLevel--;
      } else if (char === Code.macro) {
        const id = text.charAt(++i);
        const value = id === "" ? undefined : this.value(this.#cf.names.name(id));
        if (value === undefined || skipping) continue;
        if (hasCodes(value)) again = true;
        out += value;
      } else if (!skipping) out += char;
    }
    if (again && depth < MAX_DEPTH) return this.expand(out, size, overDeep, depth + 1);
    if (again) overDeep?.();
    return out.length >= size ? out.slice(0, size - 1) : out;
  }
}

function hasCodes(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= FIRST_CODE && unit < FIRST_NAME_ID) return true;
  }
  return false;
}
