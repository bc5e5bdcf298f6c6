// Splits the tag off an access key.

/**
 * Length of the tag before a key, its colon not counted; 0 where there is none.
 * Any word before a colon is a tag, known or not (a custom `CITag` may have any name), except the groups of an IPv6
 * address and its mark `IPv6:`. Of sendmail's own tags only `bcc` could be read as such a group.
 */
export function tagLength(text: string, start: number, end: number): number {
  let isHex = true;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 58) return isHex ? hexTagLength(text, start, at) : isIpv6Mark(text, start, at) ? 0 : at - start;
    const isHexDigit = (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
    if (isHexDigit) continue;
    isHex = false;
    if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 45)) return 0;
  }
  return 0;
}

function hexTagLength(text: string, start: number, end: number): number {
  return end - start > 4 || text.slice(start, end).toLowerCase() === "bcc" ? end - start : 0;
}

function isIpv6Mark(text: string, start: number, end: number): boolean {
  return end - start === 4 && text.slice(start, end).toLowerCase() === "ipv6";
}
