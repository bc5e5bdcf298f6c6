// Puts the values of macros in place of `$x`, and takes or leaves what is between `$?x`, `$|` and `$.`.
import { Code, type Coded, FIRST_CODE, FIRST_NAME_ID } from "./codes.ts";

/** A value may have macros in turn; sendmail goes so deep. */
export const MAX_DEPTH = 10;
/** Bytes of the buffer in which sendmail puts an expansion together, and of the one in which it keeps the result. */
const ROOM = 4096;
export const MAX_LINE = 2048;

/** What a macro has: its value, not expanded; undefined for none; null for one that nobody told us. */
export type ValueOf = (id: string) => Coded | undefined | null;

const MACRO = Code.macro.charCodeAt(0);
const IF = Code.if.charCodeAt(0);
const ELSE = Code.else.charCodeAt(0);
const FI = Code.fi.charCodeAt(0);

/** True where a text has something that another pass would replace. */
function isActive(text: Coded): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === MACRO || unit === IF || unit === ELSE || unit === FI) return true;
  }
  return false;
}

/**
 * Expands a text as often as values have macros in turn. A macro whose value nobody told us stays as it is, and counts as set.
 *
 * @param size the length that the result is cut to, plus one
 * @param tooDeep called where sendmail gives up
 */
export function expand(text: Coded, look: ValueOf, size = MAX_LINE, tooDeep?: () => void): Coded {
  let current = text;
  for (let depth = 0; ; depth++) {
    const { out, again } = once(current, look);
    if (again && depth < MAX_DEPTH) {
      current = out;
      continue;
    }
    if (again) tooDeep?.();
    return out.length >= size ? out.slice(0, size - 1) : out;
  }
}

/** One pass; `again` where a value had codes. */
function once(text: Coded, look: ValueOf): { readonly out: Coded; readonly again: boolean } {
  let again = false;
  let skipping = false;
  let skipLevel = 0;
  let ifLevel = 0;
  let out = "";
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < FIRST_CODE || unit >= FIRST_NAME_ID) continue;
    if (unit !== MACRO && unit !== IF && (ifLevel === 0 || (unit !== ELSE && unit !== FI))) continue;
    if (!skipping && from < at) out += text.slice(from, at);
    if (unit === MACRO) {
      const id = text.charAt(++at);
      const value = id === "" ? undefined : look(id);
      if (skipping || value === undefined) {
        // nothing comes of it
      } else if (value === null) out += Code.macro + id;
      else {
        again ||= isActive(value);
        out += value;
      }
    } else if (unit === IF) {
      ifLevel++;
      const id = text.charAt(++at);
      if (skipping) skipLevel++;
      else skipping = (look(id) ?? (look(id) === null ? "?" : "")) === "";
    } else if (unit === ELSE) {
      if (skipLevel === 0) skipping = !skipping;
    } else {
      ifLevel--;
      if (skipLevel === 0) skipping = false;
      if (skipping) skipLevel--;
    }
    from = at + 1;
  }
  if (!skipping && from < text.length) out += from === 0 ? text : text.slice(from);
  return { out: out.length >= ROOM ? out.slice(0, ROOM - 1) : out, again };
}
