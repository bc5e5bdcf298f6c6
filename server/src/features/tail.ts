// The word that a text ends with. A regular expression with `$` would begin again at each letter of a long word.

/** The longest end of `text` whose characters all fit `character`, a pattern for one of them. */
export function tailOf(text: string, character: RegExp): string {
  let start = text.length;
  while (start > 0 && character.test(text.charAt(start - 1))) start--;
  return text.slice(start);
}

/** The name that a text ends with, as m4 spells names; "" for none. */
export function nameAtEnd(text: string): string {
  return tailOf(text, /\w/).replace(/^\d+/, "");
}
