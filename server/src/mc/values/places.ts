// Stretches of a value with the place they were written at.
import type { Value } from "../../m4/types.ts";
import type { Span } from "../../text.ts";

/** Where the stretch from `start` to `end` of a value's text was written; undefined where the text was put together. */
export function spanIn(value: Value, start: number, end: number): Span | undefined {
  const { exact } = value;
  return exact && { source: exact.source, start: exact.start + start, end: exact.start + end };
}

/** A stretch of a value as a value of its own. */
export function part(value: Value, start: number, end: number): Value {
  return { text: value.text.slice(start, end), exact: spanIn(value, start, end) };
}

/** The words of a value, cut at spaces (space, tab, line end), or at the given separators. */
export function words(value: Value, word: RegExp = /[^ \t\r\n]+/g): Value[] {
  return [...value.text.matchAll(word)].map(({ index, 0: text }) => part(value, index, index + text.length));
}

/** A value without the comment that sendmail cuts off a line of the .cf: everything from a `#` that no backslash precedes. */
export function withoutComment(value: Value): Value {
  const { index } = /(?<!\\)#/.exec(value.text) ?? {};
  return index === undefined ? value : part(value, 0, index);
}
