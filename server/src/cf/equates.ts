// `Name=value` pairs after a name, as Q and X lines have them.
import { isSpace, skipSpaces } from "./chars.ts";
import type { Coded } from "./codes.ts";
import { readQuoted } from "./quoted.ts";
import type { ReadState } from "./state.ts";
import type { CfEquate } from "./types.ts";

/** Index of the end of the name that a definition begins with. */
export function definedNameEnd(text: Coded): number {
  let at = 0;
  while (at < text.length && text[at] !== "," && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Reads the pairs from an index on. Only the first letter of a name counts. Undefined where a name has no `=`: the caller says so.
 *
 * @param take called for each pair as soon as it is read, in order
 */
export function readEquates(
  state: ReadState,
  text: Coded,
  start: number,
  take: (letter: string, value: Coded) => void,
): readonly CfEquate[] | undefined {
  const equates: CfEquate[] = [];
  for (let at = start; at < text.length; ) {
    while (at < text.length && (text[at] === "," || isSpace(text.charCodeAt(at)))) at++;
    const nameStart = at;
    while (at < text.length && text[at] !== "=" && text[at] !== ",") at++;
    if (text[at] !== "=") return undefined;
    const nameEnd = at;
    at = skipSpaces(text, at + 1);
    const { value, end } = readQuoted(text, at, ",");
    const name = text.charAt(nameStart);
    equates.push({
      name,
      value,
      nameSpan: state.span(nameStart + 1, nameEnd + 1),
      valueSpan: state.span(at + 1, end + 1),
    });
    take(name, value);
    at = end;
  }
  return equates;
}
