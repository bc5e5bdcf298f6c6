// Stretches of a value: what every reader of right-hand sides gives, so that a place in the file can be told.

import { isSpace } from "../space.ts";

/** A stretch of a value: offsets in it, `end` exclusive. Add `valueSpan.start` for the place in the file (not in an alias of several lines). */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The part of `value` from `start` to `end`, without the white space around it, as C has it. */
export function part(value: string, start: number, end = value.length): Part {
  let from = start;
  let to = end;
  while (from < to && isSpace(value.charCodeAt(from))) from++;
  while (to > from && isSpace(value.charCodeAt(to - 1))) to--;
  return { text: value.slice(from, to), start: from, end: to };
}

/**
 * One token of sendmail's address parser (`$-` in its rules), as a source for expressions: a word, an operator of the stock .cf
 * (`OperatorChars`) or something in double quotes.
 */
export const TOKEN = String.raw`(?:[^\s.:%@!^/[\]+()<>,;"\\]+(?![^\s.:%@!^/[\]+()<>,;"\\])|[.:%@!^/[\]+,;]|"[^"]*")`;

/** A value without a backslash at its end: it escapes nothing, and sendmail drops it. Two in a row are a character. */
export function withoutEndingBackslash(value: string): string {
  return value.endsWith("\\") && /(?:^|[^\\])(?:\\\\)*\\$/.test(value) ? value.slice(0, -1).trimEnd() : value;
}
