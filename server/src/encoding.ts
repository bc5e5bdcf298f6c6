// Bytes as text and back, without losing any: UTF-8 where the bytes are UTF-8, else Latin-1, which knows every byte.

export type Encoding = "utf-8" | "latin1";

/** Reads bytes. A byte order mark stays in the text, so that writing it back gives the same bytes. */
export function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: latin1(bytes), encoding: "latin1" };
  }
}

/** Writes a text in the encoding it was read in. Characters that Latin-1 lacks turn the whole text into UTF-8. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8" || /[^\0-\xff]/.test(text)) return new TextEncoder().encode(text);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** One code unit for each byte; TextDecoder's "latin1" is windows-1252 and maps some bytes elsewhere. */
function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x8000) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  }
  return pieces.join("");
}
