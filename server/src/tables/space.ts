// White space as C has it, and what nobody sees.

/** Characters that nobody sees, as copied text has them, and spaces that are none to sendmail. */
export const INVISIBLE = /(?![ \t\r\n])[\p{Z}\p{Cc}\p{Cf}]/gu;

/** C's isspace in the C locale. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
