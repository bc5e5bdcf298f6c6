// Bytes that sendmail keeps for itself, 0x80 to 0x9f: it refuses an address that has one, in a comment or in quotes too.

/**
 * True where a text has such a byte in UTF-8: of Latin letters those from `À` to `ß`, curly quotes, dashes, most of other scripts.
 * `isLatin`: only characters that Latin-1 has too, so that a file in Latin-1 has other bytes.
 */
export function reservedBytes(text: string): { readonly isLatin: boolean } | undefined {
  if (!/[^\0-\x7f]/.test(text)) return undefined;
  const has = (part: string) => new TextEncoder().encode(part).some((byte) => byte >= 0x80 && byte < 0xa0);
  return has(text) ? { isLatin: !/[^\0-\xff]/.test(text) } : undefined;
}
