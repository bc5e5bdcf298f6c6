// `format`: C's printf as m4 offers it.
import type { CallRecord } from "../calls.ts";
import type { Machine, MachineBuiltin } from "../machine.ts";
import { made, Weave } from "../weave.ts";
import { countArguments, longOf, parseLong } from "./arguments.ts";
import { formatDouble, parseDouble } from "./doubles.ts";

/** Conversions that a flag, a precision or a length takes out (m4 refuses what C leaves undefined). */
const REFUSED_WITH: Readonly<Record<string, string>> = {
  "'": "aAceEosxX",
  "+": "cosuxX",
  " ": "cosuxX",
  "0": "cs",
  "#": "cdisu",
  "-": "",
  ".": "c",
  l: "cs",
  h: "aAceEfFgGs",
};
const CONVERSIONS = "aAcdeEfFgGiosuxX";

interface Spec {
  readonly flags: ReadonlySet<string>;
  readonly width: number;
  /** -1 where none is given. */
  readonly precision: number;
  /** Bits of an integer. */
  readonly bits: 8 | 16 | 32 | 64;
  readonly conversion: string;
}

/** Hands out the arguments one after the other; too few count as 0 or an empty text. */
class Arguments {
  readonly #m: Machine;
  readonly #call: CallRecord;
  #n = 1;

  constructor(m: Machine, call: CallRecord) {
    this.#m = m;
    this.#call = call;
  }

  text(): { readonly text: string; readonly n: number } | undefined {
    const argument = this.#call.args[this.#n];
    return argument === undefined ? undefined : { text: argument.text, n: ++this.#n };
  }

  long(bits: number): bigint {
    const argument = this.text();
    if (argument === undefined) return 0n;
    const { text, n } = argument;
    if (text === "") {
      this.#complain("empty string treated as 0", n);
      return 0n;
    }
    const { digits, rest, blank } = parseLong(text);
    const { value, overflow } = longOf(digits);
    if (rest) this.#complain(`non-numeric argument ${text}`, n);
    else if (blank) this.#complain("leading whitespace ignored", n);
    else if (overflow || BigInt.asIntN(bits, value) !== value) this.#complain("numeric overflow detected", n);
    return BigInt.asIntN(bits, value);
  }

  int(): number {
    return Number(this.long(32));
  }

  double(): { readonly value: number; readonly negative: boolean } {
    const argument = this.text();
    if (argument === undefined) return { value: 0, negative: false };
    const { text, n } = argument;
    if (text === "") {
      this.#complain("empty string treated as 0", n);
      return { value: 0, negative: false };
    }
    const { value, negative, rest, blank } = parseDouble(text);
    if (rest) this.#complain(`non-numeric argument ${text}`, n);
    else if (blank) this.#complain("leading whitespace ignored", n);
    else if (!Number.isFinite(value) && /\d/.test(text)) this.#complain("numeric overflow detected", n);
    return { value, negative };
  }

  #complain(message: string, n: number): void {
    this.#m.warn(this.#call, "bad-argument", message, n);
  }
}

export const formatBuiltin: MachineBuiltin = {
  name: "format",
  blind: true,
  takesMacros: false,
  run(m, call) {
    if (!countArguments(m, call, 2, Number.MAX_SAFE_INTEGER)) return;
    const format = call.text(1);
    const runs = call.args[0]?.runs ?? made(call.index);
    const args = new Arguments(m, call);
    const weave = new Weave();
    let done = 0;
    for (let percent = format.indexOf("%"); percent >= 0; percent = format.indexOf("%", done)) {
      weave.addSlice(format, runs, done, percent);
      if (format.charAt(percent + 1) === "%") {
        weave.addSlice(format, runs, percent, percent + 1);
        done = percent + 2;
        continue;
      }
      const read = readSpec(format, percent + 1, args);
      done = read.end;
      if (read.spec === undefined) {
        m.warn(call, "bad-argument", `Warning: unrecognized specifier in \`${format}'`, 1);
        continue;
      }
      m.allow(Math.max(Math.abs(read.spec.width), read.spec.precision));
      weave.add(convert(read.spec, args), made(call.index));
      m.allow(weave.cost);
    }
    weave.addSlice(format, runs, done);
    m.pushWeave(weave, call);
  },
};

function readSpec(format: string, start: number, args: Arguments): { spec: Spec | undefined; end: number } {
  let at = start;
  const flags = new Set<string>();
  let refused = "";
  const take = (mark: string): void => {
    refused += REFUSED_WITH[mark] ?? "";
    at++;
  };
  for (let c = format.charAt(at); c !== "" && "'+ 0#-".includes(c); c = format.charAt(at)) {
    flags.add(c);
    take(c);
  }
  const number = (): number => {
    if (format.charAt(at) === "*") {
      at++;
      return args.int();
    }
    let value = 0;
    for (; /[0-9]/.test(format.charAt(at)); at++) value = (Math.imul(value, 10) + Number(format.charAt(at))) | 0;
    return value;
  };
  let width = number();
  if (width < 0) {
    flags.add("-");
    width = -width;
  }
  let precision = -1;
  if (format.charAt(at) === ".") {
    take(".");
    precision = Math.max(number(), -1);
  }
  let bits: Spec["bits"] = 32;
  if (format.charAt(at) === "l") {
    take("l");
    bits = 64;
  } else if (format.charAt(at) === "h") {
    take("h");
    bits = 16;
    if (format.charAt(at) === "h") {
      at++;
      bits = 8;
    }
  }
  const conversion = format.charAt(at);
  const known = conversion !== "" && CONVERSIONS.includes(conversion) && !refused.includes(conversion);
  const end = conversion === "" ? at : at + 1;
  return { spec: known ? { flags, width, precision, bits, conversion } : undefined, end };
}

function convert(spec: Spec, args: Arguments): string {
  const { conversion, precision } = spec;
  if (conversion === "c") {
    const code = args.int() & 255;
    // A NUL ends the C string that m4 copies.
    if (code === 0) return spec.flags.has("-") ? "" : " ".repeat(Math.max(spec.width - 1, 0));
    return pad(spec, "", String.fromCharCode(code), false);
  }
  if (conversion === "s") {
    const text = args.text()?.text ?? "";
    return pad(spec, "", precision >= 0 ? text.slice(0, precision) : text, false);
  }
  if ("diouxX".includes(conversion)) return convertInteger(spec, args.long(spec.bits === 64 ? 64 : 32));
  const { value, negative } = args.double();
  const { prefix, digits, finite } = formatDouble(value, conversion, precision, spec.flags);
  return pad(spec, signOf(spec, negative) + prefix, digits, spec.flags.has("0") && finite);
}

function convertInteger(spec: Spec, argument: bigint): string {
  const { conversion, precision, flags, bits } = spec;
  const signed = conversion === "d" || conversion === "i";
  const value = signed ? BigInt.asIntN(bits, argument) : BigInt.asUintN(bits, argument);
  const magnitude = value < 0n ? -value : value;
  const radix = conversion === "o" ? 8 : conversion === "x" || conversion === "X" ? 16 : 10;
  let digits = precision === 0 && value === 0n ? "" : magnitude.toString(radix);
  if (conversion === "X") digits = digits.toUpperCase();
  digits = digits.padStart(precision, "0");
  let prefix = signed ? signOf(spec, value < 0n) : "";
  if (flags.has("#")) {
    if (radix === 8 && !digits.startsWith("0")) digits = `0${digits}`;
    if (radix === 16 && value !== 0n) prefix = conversion === "x" ? "0x" : "0X";
  }
  return pad(spec, prefix, digits, flags.has("0") && precision < 0);
}

function signOf(spec: Spec, negative: boolean): string {
  if (negative) return "-";
  return spec.flags.has("+") ? "+" : spec.flags.has(" ") ? " " : "";
}

function pad(spec: Spec, prefix: string, digits: string, zeros: boolean): string {
  const space = spec.width - prefix.length;
  if (spec.flags.has("-")) return (prefix + digits).padEnd(spec.width);
  return zeros ? prefix + digits.padStart(space, "0") : (prefix + digits).padStart(spec.width);
}
