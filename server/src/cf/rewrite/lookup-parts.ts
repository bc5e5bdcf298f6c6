// What is between `$(` and `$)` in a right side: key, arguments, default.
import { join, LIMITS, type Token } from "./tokens.ts";

export interface LookupParts {
  /** Index after the last token of the key. */
  readonly keyEnd: number;
  /** What follows each `$@`, put together. */
  readonly args: readonly string[];
  /** Where the tokens after the last `$:` begin, and the index after them; undefined without one. */
  readonly fallback: readonly [from: number, to: number] | undefined;
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
  let keyEnd = from;
  let fallback: LookupParts["fallback"];
  let begun: "key" | "host" | "user" = "key";
  let start = from;
  for (let at = from; ; at++) {
    const operator = tokens[at]?.operator;
    const isEnd = operator === closer || at >= tokens.length;
    const begins = operator === "host" || operator === "user" ? operator : undefined;
    if (!isEnd && begins === undefined) continue;
    if (begun === "key") keyEnd = at;
    else if (begun === "user") fallback = [start, at];
    else if (args.length < MAX_ARGUMENTS) args.push(join(tokens, blank, LIMITS.room, start, at));
    if (isEnd || begins === undefined) return { keyEnd, args, fallback, end: Math.min(at + 1, tokens.length) };
    begun = begins;
    start = at + 1;
  }
}
