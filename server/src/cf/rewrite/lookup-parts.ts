// What is between `$(` and `$)` in a right side: key, arguments, default.
import { join, LIMITS, type Token } from "./tokens.ts";

export interface LookupParts {
  readonly key: readonly Token[];
  /** What follows each `$@`, put together. */
  readonly args: readonly string[];
  /** What follows the last `$:`; undefined without one. */
  readonly fallback: readonly Token[] | undefined;
  /** Index after the lookup. */
  readonly end: number;
}

/** Arguments that a map can get; more are left out. */
const MAX_ARGUMENTS = 9;

/** Reads a lookup whose key begins at `from`. One that is not closed goes to the end. */
export function lookupParts(
  tokens: readonly Token[],
  from: number,
  closer: "mapEnd" | "canonEnd",
  blank: string,
): LookupParts {
  const args: string[] = [];
  let key: readonly Token[] = [];
  let fallback: readonly Token[] | undefined;
  let begun: "key" | "host" | "user" = "key";
  let start = from;
  let at = from;
  const close = (): void => {
    const part = tokens.slice(start, at);
    if (begun === "key") key = part;
    else if (begun === "user") fallback = part;
    else if (args.length < MAX_ARGUMENTS) args.push(join(part, blank, LIMITS.room));
  };
  for (; at < tokens.length; at++) {
    const operator = tokens[at]?.operator;
    if (operator === closer) break;
    if (operator !== "host" && operator !== "user") continue;
    close();
    begun = operator;
    start = at + 1;
  }
  close();
  return { key, args, fallback, end: Math.min(at + 1, tokens.length) };
}
