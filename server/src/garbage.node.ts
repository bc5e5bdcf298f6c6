// Collects garbage while nobody waits: else V8 does it in the middle of an answer, in one keystroke of a dozen.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** V8's own function, which only contexts have that are made while the flag is set. */
type Collect = (options: { readonly type: "minor" }) => void;

let collect: Collect | undefined;

/** Collects what was made lately and is not used any more: some milliseconds. Does nothing where V8 does not let us. */
export function collectYoung(): void {
  collect ??= ofV8() ?? (() => undefined);
  collect({ type: "minor" });
}

function ofV8(): Collect | undefined {
  try {
    setFlagsFromString("--expose-gc");
    const found: unknown = runInNewContext("globalThis.gc");
    return typeof found === "function" ? (found as Collect) : undefined;
  } catch {
    return undefined;
  } finally {
    // Compiled code is kept for a process with the same flags (compiled-script.node.ts).
    setFlagsFromString("--no-expose-gc");
  }
}
