// Texts as sendmail has them: a code unit for each byte of UTF-8. It sees no character beyond ASCII, and refuses some of their bytes.

/** A text with one code unit for each of its bytes. */
export function toBytes(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** The text that bytes are; unchanged where they are not UTF-8. */
export function fromBytes(bytes: string): string {
  if (!BEYOND_ASCII.test(bytes) || BEYOND_BYTES.test(bytes)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (unit) => unit.charCodeAt(0)),
    );
  } catch {
    return bytes;
  }
}

const BEYOND_ASCII = /[^\0-\x7f]/;
const BEYOND_BYTES = /[^\0-\xff]/;
