// Text that a terminal shows as it is: nothing in it moves the cursor, changes colours or the order of letters.

/** Control and format characters (those that turn the direction of writing among them), private ones, and halves of characters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** One line. A control character is shown as `^X`, any other unsafe one by its number. */
export function printable(line: string): string {
  return line.replace(UNSAFE, (unsafe) => {
    if (unsafe === "\t") return unsafe;
    const code = unsafe.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return `^${String.fromCharCode(code ^ 0x40)}`;
    return code < 0x100 ? `\\x${code.toString(16)}` : `\\u{${code.toString(16)}}`;
  });
}

/** A text of many lines, with the line ends that a terminal needs. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\r\n");
}

/** Columns that a text takes which is written as it is. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) count += WIDE.test(character) ? 2 : /\p{Mn}/u.test(character) ? 0 : 1;
  return count;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
