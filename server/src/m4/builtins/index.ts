// All builtins of GNU m4 by their names.
import type { MachineBuiltin } from "../machine.ts";
import { debugBuiltins } from "./debugging.ts";
import { definitionBuiltins } from "./definitions.ts";
import { formatBuiltin } from "./format.ts";
import { patternBuiltins } from "./patterns.ts";
import { streamBuiltins } from "./streams.ts";
import { textBuiltins } from "./texts.ts";

export const BUILTINS: ReadonlyMap<string, MachineBuiltin> = new Map(
  [...definitionBuiltins, ...streamBuiltins, ...textBuiltins, ...patternBuiltins, formatBuiltin, ...debugBuiltins].map(
    (builtin) => [builtin.name, builtin],
  ),
);
