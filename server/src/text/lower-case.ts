// Lower case for words of which nearly all are in lower case already, and of which there may be a million.

/** The text in lower case. To see that it is so takes less time than to make it so. */
export function lowerCase(text: string): string {
  return /[^\0-@[-\x7f]/.test(text) ? text.toLowerCase() : text;
}
