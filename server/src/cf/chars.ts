// Characters and numbers as C reads them.

/** C's isspace in the C locale. */
export function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Index of the first character from `at` on that is not a space. */
export function skipSpaces(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpace(text.charCodeAt(end))) end++;
  return end;
}

/** Index of the first space from `at` on, or the length. */
export function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  return end;
}

/** The words of a text with their indexes. */
export function* wordsOf(text: string): Generator<{ readonly word: string; readonly start: number }> {
  for (let at = skipSpaces(text, 0); at < text.length; ) {
    const end = wordEnd(text, at);
    yield { word: text.slice(at, end), start: at };
    at = skipSpaces(text, end);
  }
}

/** C's atoi: the number that a text begins with, 0 for none; 32 bits. */
export function atoi(text: string): number {
  const digits = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text)?.[1];
  if (digits === undefined) return 0;
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value | 0 : value > 0 ? -1 : 0;
}

/** C's atol in decimal digits: as `atoi`, of 64 bits; what is beyond them is the nearest that there is. */
export function atol(text: string): bigint {
  const digits = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text)?.[1];
  if (digits === undefined) return 0n;
  const value = BigInt(digits.replace(/^\+/, ""));
  const most = 2n ** 63n - 1n;
  return value > most ? most : value < -most - 1n ? -most - 1n : value;
}
