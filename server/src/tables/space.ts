// White space as C has it.

/** C's isspace in the C locale. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
