// What all builtins do with their arguments: count them, and read numbers as C does.
import type { CallRecord } from "../calls.ts";
import type { Machine } from "../machine.ts";

/** Complains about too few or too many arguments; the name counts as one. False where there are too few. */
export function countArguments(m: Machine, call: CallRecord, least: number, most: number, argc = call.argc): boolean {
  if (argc < least) {
    m.warn(call, "too-few-arguments", `Warning: too few arguments to builtin \`${call.name}'`);
    return false;
  }
  if (argc > most) {
    m.warn(call, "too-many-arguments", `Warning: excess arguments to builtin \`${call.name}' ignored`, most);
  }
  return true;
}

/** Argument `n` as a C int; undefined, with a complaint, where it is no number. */
export function intArgument(m: Machine, call: CallRecord, n: number): number | undefined {
  const text = call.text(n);
  if (text === "") {
    m.warn(call, "bad-argument", `empty string treated as 0 in builtin \`${call.name}'`, n);
    return 0;
  }
  const number = /^[ \t\n\v\f\r]*([+-]?[0-9]+)$/.exec(text)?.[1];
  if (number === undefined) {
    m.warn(call, "bad-argument", `non-numeric argument to builtin \`${call.name}'`, n);
    return undefined;
  }
  if (/^[ \t\n\v\f\r]/.test(text))
    m.warn(call, "bad-argument", `leading whitespace ignored in builtin \`${call.name}'`, n);
  const value = clampToLong(number);
  if (value !== (value | 0)) {
    if (isBeyondLong(number)) m.warn(call, "bad-argument", `numeric overflow detected in builtin \`${call.name}'`, n);
    return Number(BigInt.asIntN(32, longValue(number)));
  }
  return value;
}

const LONG_MAX = 2n ** 63n - 1n;

function longValue(digits: string): bigint {
  const value = BigInt(digits.replace("+", ""));
  return value > LONG_MAX ? LONG_MAX : value < -LONG_MAX - 1n ? -LONG_MAX - 1n : value;
}

function isBeyondLong(digits: string): boolean {
  const value = BigInt(digits.replace("+", ""));
  return value > LONG_MAX || value < -LONG_MAX - 1n;
}

function clampToLong(digits: string): number {
  return Number(digits);
}
