// Macros that the caller implements, and what they may do to the run.
import type { Source } from "../text.ts";
import { type CallRecord, PlacedText } from "./calls.ts";
import type { Machine, MachineBuiltin } from "./machine.ts";
import type { M4Host, M4Run, NativeMacro, Value } from "./types.ts";
import { made } from "./weave.ts";

/** A native macro as it is in the symbol table. */
export function nativeBuiltin(name: string, macro: NativeMacro): MachineBuiltin {
  return {
    name,
    blind: false,
    takesMacros: false,
    native: true,
    run(machine, call) {
      const result = placed(machine, call, macro(call, new NativeRun(machine, call)));
      machine.push(result.text, result.runs, call);
    },
  };
}

/** A text of the caller's with its places; m4's texts hold no NUL. */
function placed(machine: Machine, call: CallRecord, value: string | Value): PlacedText {
  if (value instanceof PlacedText && value.ledger === machine.ledger) return value;
  const text = typeof value === "string" ? value : value.text;
  return new PlacedText(machine.ledger, text.replaceAll("\0", ""), made(call.index));
}

class NativeRun implements M4Run {
  readonly #machine: Machine;
  readonly #call: CallRecord;
  constructor(machine: Machine, call: CallRecord) {
    this.#machine = machine;
    this.#call = call;
  }

  definition(name: string): string | undefined {
    const meaning = this.#machine.symbols.get(name);
    return meaning?.builtin === undefined ? meaning?.text : undefined;
  }

  value(name: string): Value | undefined {
    const meaning = this.#machine.symbols.get(name);
    if (meaning === undefined || meaning.builtin !== undefined) return undefined;
    return new PlacedText(this.#machine.ledger, meaning.text, meaning.runs);
  }

  isDefined(name: string): boolean {
    return this.#machine.symbols.get(name) !== undefined;
  }

  define(name: string, text: string | Value): void {
    this.#define("define", name, text);
  }

  pushdef(name: string, text: string | Value): void {
    this.#define("pushdef", name, text);
  }

  /** A text that grows with each call costs as much as it does where m4 reads it again each time. */
  #define(how: "define" | "pushdef", name: string, text: string | Value): void {
    this.#machine.spend(typeof text === "string" ? text.length : text.text.length);
    this.#machine.define(how, name, placed(this.#machine, this.#call, text), this.#call);
  }

  undefine(name: string): void {
    this.#machine.symbols.remove(name);
  }

  read(path: string): Source | undefined {
    return this.#machine.readFile(path, this.#call);
  }

  include(source: Source): void {
    this.#machine.pushSource(source, this.#call);
  }

  wrap(text: string | Value): void {
    const { text: letters, runs } = placed(this.#machine, this.#call, text);
    this.#machine.wrap(letters, runs, this.#call);
  }

  divert(diversion: number): void {
    this.#machine.output.divert(diversion);
  }

  get divnum(): number {
    return this.#machine.output.divnum;
  }

  errprint(text: string): void {
    this.#machine.warn(this.#call, "errprint", text);
  }

  get quotes(): { readonly open: string; readonly close: string } {
    const { openQuote, closeQuote } = this.#machine.syntax;
    return { open: openQuote, close: closeQuote };
  }

  get host(): M4Host | undefined {
    return this.#machine.host;
  }
}
