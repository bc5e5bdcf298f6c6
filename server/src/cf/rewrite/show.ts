// How sendmail prints what it keeps: operators with their dollar, odd bytes in letters.
import { Code, type Coded, FIRST_CODE, FIRST_NAME_ID, operatorOf, WRITTEN } from "../codes.ts";
import type { Names } from "../names.ts";

const isPrintable = (unit: number): boolean => unit >= 32 && unit < 127;
/** Control characters that are shown; the others print nothing. */
const CONTROLS: ReadonlyMap<number, string> = new Map([
  [9, "\\t"],
  [10, "\\n"],
  [13, "\\r"],
]);

/** A name as it is written after a dollar: in braces where it has more than one character. */
export function writtenName(names: Names, id: string): string {
  return id.charCodeAt(0) < FIRST_NAME_ID ? id : `{${names.name(id)}}`;
}

/** A text as test mode prints it: `$*` for the operator, `M-i` for a byte above 127, `\t` for a tab, nothing for other control characters. */
export function show(text: Coded, names: Names): string {
  let shown = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const unit = text.charCodeAt(i);
    // A byte that sendmail would take for an operator is printed as one.
    const operator = operatorOf(unit >= 0x80 && unit < 0xa0 ? FIRST_CODE + unit : unit);
    if (isPrintable(unit)) shown += char;
    else if (operator === undefined) shown += showOdd(unit);
    else {
      shown += WRITTEN[operator];
      if (char === Code.macro && "=~&?".includes(text.charAt(i + 1))) shown += text.charAt(++i);
      if (TAKES_NAME.has(char) && i + 1 < text.length) shown += writtenName(names, text.charAt(++i));
    }
  }
  return shown;
}

/** `$?` is not among them: a condition and its name are printed one after the other anyway, the name as a character of its own. */
const TAKES_NAME: ReadonlySet<string> = new Set([Code.macro, Code.macroLater, Code.class, Code.notClass, Code.replace]);

function showOdd(unit: number): string {
  const low = unit & 0x7f;
  const prefix = unit >= 0x80 ? "M-" : "";
  return prefix + (isPrintable(low) ? String.fromCharCode(low) : (CONTROLS.get(low) ?? ""));
}

/** Tokens as test mode prints them: each after a space. */
export function showTokens(tokens: readonly Coded[], names: Names): string {
  let shown = "";
  for (const token of tokens) shown += ` ${show(token, names)}`;
  return shown;
}

/** A text as a message shows it: sendmail takes the eighth bit away, and what becomes a NUL ends it. */
export function sevenBit(text: string): string {
  const low = text.replace(/[^\0-\x7f]/g, (char) => String.fromCharCode(char.charCodeAt(0) & 0x7f));
  const end = low.indexOf("\0");
  return end < 0 ? low : low.slice(0, end);
}

/** A text no longer than `length`, with dots in its middle where it was longer (sendmail: at most 203 in messages). */
export function shorten(text: string, length = 203): string {
  if (text.length < length) return text;
  const half = Math.floor((length - 3) / 2);
  return `${text.slice(0, half)}...${text.slice(-half)}`;
}
