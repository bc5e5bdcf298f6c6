// Whether m4 met a call where it is written, or in the text of a macro that was called elsewhere.
import type { MacroCall } from "../m4/types.ts";
import { fileMacros } from "../mc/vocabulary.ts";

/** Words whose text is read where it is written: a branch of `ifdef`, a file that is included. */
const BRANCHES: ReadonlySet<string> = new Set(["ifdef", "ifelse"]);
const INCLUDING: ReadonlySet<string> = new Set(["include", "sinclude", ...Object.keys(fileMacros)]);

/** True where it is written; false for a call in a macro's text. */
export function isInPlace({ parent }: MacroCall): boolean {
  if (parent === undefined || INCLUDING.has(parent.name)) return true;
  return BRANCHES.has(parent.name) && isInPlace(parent);
}
