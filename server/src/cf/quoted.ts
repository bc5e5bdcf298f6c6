// Values within a line: quotes, backslashes and what ends them.
import type { Coded } from "./codes.ts";

const ESCAPES: Readonly<Record<string, string>> = { r: "\r", n: "\n", f: "\f", b: "\b" };
const ROOM = 2047;

export interface Quoted {
  readonly value: Coded;
  /** Index of what ended it, or the length. */
  readonly end: number;
}

/**
 * Reads a value up to a delimiter outside of quotes. Quotes vanish; a backslash makes the next character ordinary, and `\n`, `\r`,
 * `\f`, `\b` what they are in C.
 *
 * @param delimiter "" for none
 */
export function readQuoted(text: Coded, start: number, delimiter: string): Quoted {
  let value = "";
  let quoted = false;
  let at = start;
  for (; at < text.length && value.length < ROOM; at++) {
    const char = text.charAt(at);
    if (char === "\\") {
      at++;
      if (at >= text.length) break;
      const escaped = text.charAt(at);
      value += ESCAPES[escaped] ?? escaped;
    } else if (char === '"') quoted = !quoted;
    else if (quoted || char !== delimiter) value += char;
    else break;
  }
  return { value, end: Math.min(at, text.length) };
}

/**
 * Reads a file name up to a space outside of quotes. A backslash stays, but before a space it goes, and the space ends the name
 * anyway. Undefined where a quote or a backslash is left open.
 */
export function readQuotedPath(text: Coded): Quoted | undefined {
  let value = "";
  let quoted = false;
  let escaped = false;
  let at = 0;
  for (; at < text.length && value.length < ROOM; at++) {
    const char = text.charAt(at);
    if (escaped) {
      escaped = false;
      if (char !== " ") value += "\\";
    }
    if (char === "\\") escaped = true;
    else if (char === '"') quoted = !quoted;
    else if (quoted || char !== " ") value += char;
    else break;
  }
  return quoted || escaped ? undefined : { value, end: at };
}
