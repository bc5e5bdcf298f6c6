// The m4 evaluator: runs m4 programs as GNU m4 1.4.19 does, and tells where every word came from.
import { BUILTINS } from "./builtins/index.ts";
import { nativeBuiltin } from "./natives.ts";
import type { Output } from "./output.ts";
import { Reader } from "./reader.ts";
import { Halt } from "./run.ts";
import { builtinMeaning, textMeaning } from "./symbols.ts";
import type { Budget, ExpandRequest, Expansion } from "./types.ts";

export type * from "./types.ts";

/** Enough for ten times what sendmail's own library needs, and little enough to end a runaway program at once. */
export const DEFAULT_BUDGET: Budget = { expansions: 30_000, output: 3_000_000, depth: 10_000 };

/** Macros with an empty text that tell a program what it runs on. */
const PREDEFINED = ["__gnu__", "__unix__"];

/** Runs an m4 program. Never throws, whatever the text; reads nothing but through `request.host`. */
export function expand(request: ExpandRequest): Expansion {
  const machine = new Reader(
    { ...DEFAULT_BUDGET, ...request.budget },
    request.host,
    BUILTINS,
    new Set(request.sources.map((source) => source.name)),
  );
  const { symbols } = machine;
  for (const builtin of BUILTINS.values()) symbols.define(builtin.name, builtinMeaning(builtin));
  for (const name of PREDEFINED) symbols.define(name, textMeaning("", -1));
  for (const [name, value] of request.definitions ?? [])
    symbols.define(name, textMeaning(value, machine.places.add({ name: `-D ${name}`, text: value })));
  for (const [name, macro] of request.natives ?? []) symbols.define(name, builtinMeaning(nativeBuiltin(name, macro)));
  try {
    for (const [at, source] of request.sources.entries()) {
      if (request.isFollowed === true && at === request.sources.length - 1) machine.follow(source);
      machine.readSource(source);
    }
    machine.readWrapped();
    machine.finish();
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
  }
  const given = [...PREDEFINED, ...(request.definitions ?? new Map()).keys(), ...(request.natives ?? new Map()).keys()];
  return new Finished(machine, given);
}

/**
 * What a run gave. A class, because an object literal with getters makes V8 keep each run's memory until the next full
 * collection of garbage, and there is a run with every keystroke.
 */
class Finished implements Expansion {
  readonly output: Expansion["output"];
  readonly calls: Expansion["calls"];
  readonly reached: Expansion["reached"];
  readonly definitions: Expansion["definitions"];
  readonly errors: Expansion["errors"];
  readonly stderr: Expansion["stderr"];
  readonly exitStatus: Expansion["exitStatus"];
  readonly includes: Expansion["includes"];
  readonly passages: Expansion["passages"];
  readonly #written: Output;
  readonly #given: readonly string[];
  #named: ReadonlySet<string> | undefined;
  #pieces: Expansion["pieces"] | undefined;
  #dead: Expansion["dead"] | undefined;

  /** @param given names that were defined before the first source was read, besides m4's own */
  constructor(machine: Reader, given: readonly string[]) {
    this.#given = given;
    this.output = machine.output.text;
    this.calls = machine.calls;
    this.reached = machine.reached ?? machine.calls.length;
    this.definitions = machine.definitions;
    this.errors = machine.errors;
    this.stderr = machine.stderr;
    this.exitStatus = machine.exitStatus;
    this.includes = machine.includes;
    this.passages = machine.passages;
    this.#written = machine.output;
  }

  get pieces(): Expansion["pieces"] {
    this.#pieces ??= this.#written.pieces();
    return this.#pieces;
  }

  mayCall(word: string, isOpen: boolean): boolean {
    this.#named ??= new Set([...this.#given, ...this.definitions.map(({ name }) => name)]);
    const builtin = BUILTINS.get(word);
    return this.#named.has(word) || (builtin !== undefined && (isOpen || !builtin.blind));
  }

  get dead(): Expansion["dead"] {
    this.#dead ??= this.#written.deadTexts();
    return this.#dead;
  }
}
