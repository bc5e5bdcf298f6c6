// IP addresses as C's functions take them.

/** An IPv4 address as C's inet_addr takes it, or something that looks like an IPv6 address. */
export function isAddress(text: string): boolean {
  return /^(\d+|0[xX][\da-fA-F]+)(\.\d+){0,3}$/.test(text) || isIpv6(text);
}

export function isIpv6(text: string): boolean {
  return /^(IPv6:)?[\da-fA-F:]*:[\da-fA-F:.]*$/i.test(text) && (text.match(/:/g)?.length ?? 0) >= 2;
}
