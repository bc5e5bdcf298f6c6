// Macros while rules run: their values, and `$x`, `$?x..$|..$.` inside of a text.
import { Code, type Coded } from "../codes.ts";
import { expand } from "../expand.ts";
import type { CfConfig, Unknown } from "../types.ts";

/** Values that go before those of the configuration, by name without braces; undefined: has no value. */
export type MacroValues = Map<string, string | undefined>;

/** A value as it was given; `configured` where the configuration's counts. */
export type RawValue = string | undefined | typeof CONFIGURED;
const CONFIGURED = Symbol("configured");

/** The macros that rules name with `$&`, by the rulesets, which configurations have in common of which class files alone are others. */
const asked = new WeakMap<CfConfig["rulesets"], ReadonlySet<Coded>>();

function askedIn(rulesets: CfConfig["rulesets"]): ReadonlySet<Coded> {
  const known = asked.get(rulesets);
  if (known !== undefined) return known;
  const sides = [...rulesets.values()].flatMap(({ rules }) => rules.flatMap(({ lhs, rhs }) => [lhs, rhs]));
  const made = new Set(sides.flatMap((side) => side.filter((token) => token.startsWith(Code.macroLater))));
  asked.set(rulesets, made);
  return made;
}

/** Whether rules may ask for a macro while they run: they name it themselves, or the value of another macro does. */
export function isAskedFor(name: string, { names, rulesets, macros }: CfConfig): boolean {
  const id = names.id(name);
  const later = Code.macroLater + id;
  if (askedIn(rulesets).has(later)) return true;
  const ways = [Code.macro + id, Code.if + id, later];
  for (const { value } of macros.values())
    if (typeof value === "string" && ways.some((way) => value.includes(way))) return true;
  return false;
}

/** The macros of one run: the configuration's, with some values in place of theirs. */
export class Macros {
  readonly #cf: CfConfig;
  readonly #values: MacroValues;
  readonly #unknown: (name: string, unknown: Unknown) => void;
  readonly #reads: (name: string) => void;
  /** How often one was set. */
  writes = 0;

  /** @param reads told of each macro whose value is asked for */
  constructor(
    cf: CfConfig,
    values: MacroValues,
    unknown: (name: string, unknown: Unknown) => void,
    reads: (name: string) => void = () => {},
  ) {
    this.#cf = cf;
    this.#values = values;
    this.#unknown = unknown;
    this.#reads = reads;
  }

  /** Whether it was given a value beside that of the configuration, and which. */
  raw(name: string): RawValue {
    const value = this.#values.get(name);
    return value === undefined && !this.#values.has(name) ? CONFIGURED : value;
  }

  /** A macro's value, not expanded; undefined for none. A value that nobody told us counts as none and is reported. */
  value(name: string): Coded | undefined {
    this.#reads(name);
    if (this.#values.has(name)) return this.#values.get(name);
    const value = this.#cf.macros.get(name)?.value;
    if (value === undefined || typeof value === "string") return value;
    this.#unknown(name, value);
    return undefined;
  }

  set(name: string, value: string | undefined): void {
    this.writes++;
    this.#values.set(name, value);
  }

  /** Takes a value away again: the configuration's counts from now on. */
  forget(name: string): void {
    this.writes++;
    this.#values.delete(name);
  }

  /**
   * A text with the values of its macros in place of them, as often as values have macros in turn; cut to `size` less one.
   * @param tooDeep called where sendmail gives up
   */
  expand(text: Coded, size: number, tooDeep?: () => void): Coded {
    return expand(text, (id) => this.value(this.#cf.names.name(id)), size, tooDeep);
  }
}
