// Maps that work their answer out of key and arguments: arith, dequote, arpa, regex.
import { type Answer, EX, found, type MapFlags, NOTHING, rewriteValue } from "./answer.ts";

/** `arith`: the key is the operator, the first two arguments are the numbers. Undefined: nobody can know (a random number). */
export function arith(key: string, args: readonly string[]): Answer | undefined {
  const wrong: Answer = { value: undefined, status: EX.config };
  const [, first, second] = args;
  if (first === undefined || second === undefined) return wrong;
  const a = toLong(first);
  const b = toLong(second);
  const number = (value: bigint): Answer => ({
    value: BigInt.asIntN(64, value).toString().slice(0, 15),
    status: EX.ok,
  });
  const truth = (value: boolean): Answer => ({ value: value ? "TRUE" : "FALSE", status: EX.ok });
  switch (key.charAt(0)) {
    case "|":
      return number(a | b);
    case "&":
      return number(a & b);
    case "%":
      return b === 0n ? NOTHING : number(a % b);
    case "+":
      return number(a + b);
    case "-":
      return number(a - b);
    case "*":
      return number(a * b);
    case "/":
      return b === 0n ? NOTHING : number(a / b);
    case "l":
      return truth(a < b);
    case "=":
      return truth(a === b);
    case "r":
      if (b - a + 1n <= 0n) return NOTHING;
      return b === a ? number(a) : undefined;
    default:
      return wrong;
  }
}

/** A number as C's strtol reads it with base 0: decimal, `0x..` or octal, as far as it goes. */
function toLong(text: string): bigint {
  const match = /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text);
  if (!match) return 0n;
  const digits = match[2] ?? "0";
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const size = BigInt(octal);
  const value = match[1] === "-" ? -size : size;
  const max = 2n ** 63n - 1n;
  return value > max ? max : value < -max - 1n ? -max - 1n : value;
}

/**
 * `dequote`: the key without its quotes. Nothing where it has none, where a space would be left, or where brackets, comments or
 * quotes would not balance: then it has written what it read over the key, which the next member of a sequence gets.
 */
export function dequote(key: string, flags: MapFlags): Answer {
  const blank = flags.blank ?? "";
  let text = "";
  const failed = (): Answer => ({ ...NOTHING, leaves: text + key.slice(text.length) });
  let quotes = 0;
  let spaces = 0;
  let open = false;
  let angles = 0;
  let comments = 0;
  let escaped = false;
  for (const char of key) {
    if (escaped) {
      escaped = false;
      text += char;
      continue;
    }
    const c = char === " " && blank !== "" ? blank : char;
    if (c === "\\") escaped = true;
    else if (c === "(") comments++;
    else if (c === ")" && comments-- <= 0) return failed();
    else if (c === " " || c === "\t") spaces++;
    if (comments <= 0) {
      if (c === '"') {
        open = !open;
        quotes++;
        continue;
      }
      if (c === "<") angles++;
      if (c === ">" && angles-- <= 0) return failed();
    }
    text += c;
  }
  if (angles !== 0 || comments !== 0 || escaped || open || quotes === 0 || spaces !== 0) return failed();
  return { value: rewriteValue(text, undefined, flags), status: EX.ok };
}

/** `arpa`: an address as the name under which its PTR record is, without the zone. */
export function arpa(key: string, args: readonly string[], flags: MapFlags): Answer {
  const wrong: Answer = { value: undefined, status: EX.dataError };
  if (/^ipv6:/i.test(key)) {
    const words = ipv6Words(key.slice(5));
    if (!words) return wrong;
    const nibbles = words.map((word) => word.toString(16).padStart(4, "0")).join("");
    return found(key, [...nibbles].reverse().join("."), args, flags);
  }
  const parts = key.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256))
    return wrong;
  return found(key, parts.reverse().join("."), args, flags);
}

/** The eight words of an IPv6 address; undefined for what is none. */
export function ipv6Words(text: string): readonly number[] | undefined {
  const v4 = /^(.*:)([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})$/.exec(text);
  if (v4) {
    const [a = 0, b = 0, c = 0, d = 0] = v4.slice(2).map(Number);
    if ([a, b, c, d].some((part) => part > 255)) return undefined;
    return ipv6Words(`${v4[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`);
  }
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const read = (half: string | undefined): readonly string[] => (half ? half.split(":") : []);
  const head = read(halves[0]);
  const tail = read(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array<string>(halves.length === 1 ? 0 : missing).fill("0"), ...tail];
  if (!all.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return all.map((word) => Number.parseInt(word, 16));
}
