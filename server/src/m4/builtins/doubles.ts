// Floating-point numbers as C reads and prints them.

export interface DoubleText {
  /** `0x` of a hexadecimal number. */
  readonly prefix: string;
  readonly digits: string;
  /** False for infinity and NaN, which are not padded with zeros. */
  readonly finite: boolean;
}

/** A number as read from a text. */
export interface ReadDouble {
  readonly value: number;
  /** True for a minus sign, which NaN has too. */
  readonly negative: boolean;
  /** Something is left after the number. */
  readonly rest: boolean;
  /** Spaces came first. */
  readonly blank: boolean;
}

/** As `strtod`. */
export function parseDouble(text: string): ReadDouble {
  const blank = /^[ \t\n\v\f\r]/.test(text);
  const body = text.replace(/^[ \t\n\v\f\r]+/, "");
  const match =
    /^[+-]?(?:0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?|nan(?:\([0-9a-zA-Z_]*\))?)/i.exec(
      body,
    )?.[0];
  if (match === undefined) return { value: 0, negative: false, rest: true, blank };
  return { value: numberOf(match), negative: match.startsWith("-"), rest: match.length < body.length, blank };
}

function numberOf(text: string): number {
  const negative = text.startsWith("-");
  const body = text.replace(/^[+-]/, "").toLowerCase();
  let value: number;
  if (body.startsWith("inf")) value = Number.POSITIVE_INFINITY;
  else if (body.startsWith("nan")) value = Number.NaN;
  else if (body.startsWith("0x")) value = hexValue(body.slice(2));
  else value = Number(body);
  return negative ? -value : value;
}

function hexValue(body: string): number {
  const [mantissa = "", exponent = "0"] = body.split("p");
  const [whole = "", fraction = ""] = mantissa.split(".");
  let power = Math.max(-100_000, Math.min(100_000, Number(exponent))) - 4 * fraction.length;
  let digits = BigInt(`0x${whole}${fraction}`);
  // Rounded to 53 bits, half to even, before it is scaled.
  const surplus = digits.toString(2).length - 53;
  if (surplus > 0) {
    const cut = BigInt(surplus);
    const rest = digits & ((1n << cut) - 1n);
    const half = 1n << (cut - 1n);
    digits >>= cut;
    if (rest > half || (rest === half && (digits & 1n) === 1n)) digits += 1n;
    power += surplus;
  }
  let value = Number(digits);
  for (; power > 0 && Number.isFinite(value) && value !== 0; power -= Math.min(power, 1000))
    value *= 2 ** Math.min(power, 1000);
  for (; power < 0 && value !== 0; power += Math.min(-power, 1000)) value *= 2 ** -Math.min(-power, 1000);
  return value;
}

/** A number's digits, without sign and padding. `precision` is -1 for C's default. */
export function formatDouble(
  value: number,
  conversion: string,
  precision: number,
  flags: ReadonlySet<string>,
): DoubleText {
  const upper = conversion === conversion.toUpperCase();
  const finite = Number.isFinite(value);
  const magnitude = Math.abs(value);
  let digits: string;
  let prefix = "";
  if (!finite) digits = Number.isNaN(value) ? "nan" : "inf";
  else {
    const places = precision < 0 ? 6 : precision;
    const alternate = flags.has("#");
    switch (conversion.toLowerCase()) {
      case "a":
        prefix = upper ? "0X" : "0x";
        digits = hexDigits(magnitude, precision, alternate);
        break;
      case "e":
        digits = exponential(magnitude, places, alternate);
        break;
      case "g":
        digits = general(magnitude, places, alternate);
        break;
      default:
        digits = fixed(magnitude, places, alternate);
    }
  }
  return { prefix, digits: upper ? digits.toUpperCase() : digits, finite };
}

/** Exact decimal digits of a finite number: `value * 10 ** places`, rounded half to even as C does. */
function scaled(value: number, places: number): bigint {
  const [mantissa, exponent] = parts(value);
  let numerator = mantissa * 10n ** BigInt(Math.max(places, 0));
  let denominator = 10n ** BigInt(Math.max(-places, 0));
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** A number as an integer times a power of two. */
function parts(value: number): [bigint, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return exponent === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, exponent - 1075];
}

function fixed(value: number, places: number, alternate: boolean): string {
  const digits = scaled(value, places)
    .toString()
    .padStart(places + 1, "0");
  const point = digits.length - places;
  return digits.slice(0, point) + (places > 0 || alternate ? "." : "") + digits.slice(point);
}

/** Digits and exponent of the number in scientific notation with `places` digits after the point. */
function scientific(value: number, places: number): [string, number] {
  if (value === 0) return ["0".repeat(places + 1), 0];
  let exponent = Math.floor(Math.log10(value));
  let digits = scaled(value, places - exponent).toString();
  // The estimate can be one off, and rounding can add a digit.
  while (digits.length !== places + 1) {
    exponent += digits.length > places + 1 ? 1 : -1;
    digits = scaled(value, places - exponent).toString();
  }
  return [digits, exponent];
}

function exponential(value: number, places: number, alternate: boolean): string {
  const [digits, exponent] = scientific(value, places);
  const point = places > 0 || alternate ? "." : "";
  return digits.charAt(0) + point + digits.slice(1) + exponentText("e", exponent, 2);
}

function exponentText(mark: string, exponent: number, width: number): string {
  return `${mark}${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(width, "0")}`;
}

function general(value: number, precision: number, alternate: boolean): string {
  const places = Math.max(precision, 1) - 1;
  const [, exponent] = scientific(value, places);
  const asFixed = exponent >= -4 && exponent <= places;
  const text = asFixed ? fixed(value, places - exponent, alternate) : exponential(value, places, alternate);
  if (alternate) return text;
  const [mantissa = "", tail] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return tail === undefined ? short : `${short}e${tail}`;
}

function hexDigits(value: number, precision: number, alternate: boolean): string {
  let [mantissa, exponent] = parts(value);
  if (mantissa === 0n) exponent = 0;
  else {
    // Normal numbers have one bit before the point; C leaves the others with 0 there.
    exponent += 52;
  }
  let whole = mantissa >> 52n;
  let fraction = mantissa & 0xfffffffffffffn;
  let digits = fraction.toString(16).padStart(13, "0");
  if (precision < 0) digits = digits.replace(/0+$/, "");
  else if (precision < 13) {
    const cut = BigInt(4 * (13 - precision));
    const all = (whole << 52n) | fraction;
    let kept = all >> cut;
    const twice = (all & ((1n << cut) - 1n)) * 2n;
    const unit = 1n << cut;
    if (twice > unit || (twice === unit && (kept & 1n) === 1n)) kept += 1n;
    whole = kept >> BigInt(4 * precision);
    fraction = kept & ((1n << BigInt(4 * precision)) - 1n);
    digits = precision === 0 ? "" : fraction.toString(16).padStart(precision, "0");
  } else digits = digits.padEnd(precision, "0");
  const point = digits !== "" || alternate ? "." : "";
  return whole.toString(16) + point + digits + exponentText("p", exponent, 1);
}
