// The m4 evaluator: runs m4 programs as GNU m4 1.4.19 does, and tells where every word came from.
import { BUILTINS } from "./builtins/index.ts";
import { nativeBuiltin } from "./natives.ts";
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
  const { symbols, output } = machine;
  for (const builtin of BUILTINS.values()) symbols.define(builtin.name, builtinMeaning(builtin));
  for (const name of PREDEFINED) symbols.define(name, textMeaning("", -1));
  for (const [name, value] of request.definitions ?? [])
    symbols.define(name, textMeaning(value, machine.places.add({ name: `-D ${name}`, text: value })));
  for (const [name, macro] of request.natives ?? []) symbols.define(name, builtinMeaning(nativeBuiltin(name, macro)));
  try {
    for (const source of request.sources) machine.readSource(source);
    machine.readWrapped();
    machine.finish();
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
  }
  let pieces: Expansion["pieces"] | undefined;
  let dead: Expansion["dead"] | undefined;
  return {
    output: output.text,
    get pieces() {
      pieces ??= output.pieces();
      return pieces;
    },
    calls: machine.calls,
    reached: machine.reached ?? machine.calls.length,
    definitions: machine.definitions,
    get dead() {
      dead ??= output.deadTexts();
      return dead;
    },
    errors: machine.errors,
    stderr: machine.stderr,
    exitStatus: machine.exitStatus,
    includes: machine.includes,
  };
}
