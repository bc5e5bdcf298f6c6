// Bytes that sendmail keeps for itself, 0x80 to 0x9f: it refuses an address that has one, in a comment or in quotes too.

/** True where a text has such a byte in UTF-8: of Latin letters those from `À` to `ß`, curly quotes, dashes, most of other scripts. */
export function hasReservedByte(text: string): boolean {
  if (!/[^\0-\x7f]/.test(text)) return false;
  return new TextEncoder().encode(text).some((byte) => byte >= 0x80 && byte < 0xa0);
}

/** True where a text has such a byte in UTF-8 alone: Latin-1 has all its characters, and other bytes for them. */
export function isReservedInUtf8Only(text: string): boolean {
  return !/[^\0-\x7f\xa0-\xff]/.test(text) && hasReservedByte(text);
}
