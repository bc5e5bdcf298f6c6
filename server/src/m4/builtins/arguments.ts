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

const LONG = /^([ \t\n\v\f\r]*)([+-]?[0-9]+)/;

/** As `strtol` with radix 10: the digits at the beginning, whether something is left, and whether spaces came first. */
export function parseLong(text: string): { readonly digits: string; readonly rest: boolean; readonly blank: boolean } {
  const match = LONG.exec(text);
  if (match === null) return { digits: "0", rest: text !== "", blank: false };
  const [whole, blanks = "", digits = "0"] = match;
  return { digits, rest: whole.length < text.length, blank: blanks !== "" };
}

const LONG_MAX = 2n ** 63n - 1n;

/** The C long that digits stand for: the nearest one where they are beyond its range. */
export function longOf(digits: string): { readonly value: bigint; readonly overflow: boolean } {
  // Twenty digits are beyond the range, and more need not be worked out.
  const short = digits.replace(/^([+-]?)0+(?=[0-9])/, "$1").slice(0, 22);
  const value = BigInt(short.replace("+", ""));
  if (value > LONG_MAX) return { value: LONG_MAX, overflow: true };
  if (value < -LONG_MAX - 1n) return { value: -LONG_MAX - 1n, overflow: true };
  return { value, overflow: false };
}

/** Argument `n` as a C int; undefined, with a complaint, where it is not a number. */
export function intArgument(m: Machine, call: CallRecord, n: number): number | undefined {
  const text = call.text(n);
  if (text === "") {
    m.warn(call, "bad-argument", `empty string treated as 0 in builtin \`${call.name}'`, n);
    return 0;
  }
  const { digits, rest, blank } = parseLong(text);
  if (rest) {
    m.warn(call, "bad-argument", `non-numeric argument to builtin \`${call.name}'`, n);
    return undefined;
  }
  if (blank) m.warn(call, "bad-argument", `leading whitespace ignored in builtin \`${call.name}'`, n);
  if (digits.length < 10) return Number(digits);
  const { value, overflow } = longOf(digits);
  if (overflow && !blank) m.warn(call, "bad-argument", `numeric overflow detected in builtin \`${call.name}'`, n);
  return Number(BigInt.asIntN(32, value));
}
