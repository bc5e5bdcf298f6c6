// How sendmail keeps `$x` inside a text once a line of the .cf is read: one code unit for each operator.

/**
 * A text as sendmail keeps it after reading a line: what was written, in which each `$*`, `$=`, `$x` ... is one of `Code`. After
 * `macro`, `macroLater`, `class`, `notClass` and `replace` comes one more unit: the id of a macro or class (see names.ts), or the digit.
 *
 * sendmail uses the bytes 0x80 to 0x9f for this and escapes such bytes where they are written. We use private-use code units and
 * need no escape: `sanitize` in lines.ts takes them out of what is read.
 */
export type Coded = string;

/** First code unit that a written text never has, and the first after them. */
export const FIRST_CODE = 0xe000;
/** Ids of long names begin here: `${name}` is one unit. */
export const FIRST_NAME_ID = 0xe100;
export const AFTER_CODES = 0xf000;

const code = (byte: number): string => String.fromCharCode(FIRST_CODE + byte);

/** The byte that sendmail writes before a byte that it would take for an operator, and before this one. */
const QUOTE = "\xff";
const NEEDS_QUOTE = /[\x80-\x9f\xff]/;

/** True where a text has a byte that sendmail would take for one of its own. */
export function needsQuotes(text: string): boolean {
  return NEEDS_QUOTE.test(text);
}

/** A text as sendmail keeps it in macros and classes: bytes from 0x80 to 0x9f, and 0xff, have 0xff before them. */
export function quoteBytes(text: Coded): Coded {
  return NEEDS_QUOTE.test(text) ? text.replace(/[\x80-\x9f\xff]/g, `${QUOTE}$&`) : text;
}

/** The text that `quoteBytes` was given. */
export function unquoteBytes(text: Coded): Coded {
  return text.includes(QUOTE) ? text.replace(/\xff([\x80-\x9f\xff])/g, "$1") : text;
}

/** A text as rules have it: in them a written byte from 0x80 to 0x9f is the operator of that number, or one that does nothing. */
export function withBytesAsCodes(text: Coded): Coded {
  if (!NEEDS_QUOTE.test(text)) return text;
  return unquoteBytes(text).replace(/[\x80-\x9f]/g, (byte) => code(byte.charCodeAt(0)));
}

/** The operators, by what they do. The numbers are those of sendmail's own bytes (seen with `-d21.12`, which prints them in octal). */
export const Code = {
  /** `$x` that is replaced by the value of macro x while a line is read. */
  macro: code(0o201),
  /** `$&x`, replaced when a rule runs. */
  macroLater: code(0o202),
  /** `$(` and `$)`: looks a key up in a map. */
  mapBegin: code(0o205),
  mapEnd: code(0o206),
  /** `$*`, `$+`, `$-`. */
  anyOrNone: code(0o220),
  oneOrMore: code(0o221),
  one: code(0o222),
  /** `$=x` and `$~x`; on the left of a rule `$@` is `zero`. */
  class: code(0o223),
  notClass: code(0o224),
  /** `$1` to `$9`. */
  replace: code(0o225),
  /** `$#`, `$@`, `$:`. */
  mailer: code(0o226),
  host: code(0o227),
  user: code(0o230),
  /** `$>`: calls a ruleset. */
  call: code(0o231),
  /** `$?x`, `$|`, `$.`. */
  if: code(0o232),
  else: code(0o233),
  fi: code(0o234),
  /** `$[` and `$]`: the canonical name of a host. */
  canonBegin: code(0o235),
  canonEnd: code(0o236),
} as const;

export type OperatorName = keyof typeof Code;

/** What a person writes for each operator, without the name or digit after it. */
export const WRITTEN: Readonly<Record<OperatorName, string>> = {
  macro: "$",
  macroLater: "$&",
  mapBegin: "$(",
  mapEnd: "$)",
  anyOrNone: "$*",
  oneOrMore: "$+",
  one: "$-",
  class: "$=",
  notClass: "$~",
  replace: "$",
  mailer: "$#",
  host: "$@",
  user: "$:",
  call: "$>",
  if: "$?",
  else: "$|",
  fi: "$.",
  canonBegin: "$[",
  canonEnd: "$]",
};

const names = new Map(Object.entries(Code).map(([name, unit]) => [unit.charCodeAt(0), name as OperatorName]));

/** The operator that a code unit stands for; undefined for an ordinary one. */
export function operatorOf(unit: number): OperatorName | undefined {
  return unit >= FIRST_CODE && unit < FIRST_NAME_ID ? names.get(unit) : undefined;
}
