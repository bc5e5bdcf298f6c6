// Writes a CIDR net as the prefixes that sendmail understands.
import { classifyKey, spellIpv6 } from "./key.ts";

/** More lines than this nobody needs in a table. */
const MOST = 64;

export type Prefixes =
  | { readonly ok: true; readonly prefixes: readonly string[] }
  /** Plain words why not, to be in a message. */
  | { readonly ok: false; readonly reason: string };

/**
 * `192.0.2.0/23` -> `192.0.2`, `192.0.3`; `2001:db8::/47` -> `IPv6:2001:db8:0`, `IPv6:2001:db8:1`.
 * sendmail matches whole octets (IPv6: whole groups of 16 bits), so other widths take several lines. Bits of the address
 * beyond the width are ignored. Declined: what is not a CIDR net, the whole address space, more than `most` prefixes.
 */
export function cidrPrefixes(key: string, most = MOST): Prefixes {
  const net = classifyKey(key);
  if (net.kind !== "cidr") return { ok: false, reason: "this is not a network in CIDR notation" };
  const { family, base, length } = net;
  if (length === 0) return { ok: false, reason: "it covers every address there is" };
  const unit = family === 4 ? 8 : 16;
  const parts = Math.ceil(length / unit);
  const spare = parts * unit - length;
  const count = 2 ** spare;
  if (count > most) {
    return {
      ok: false,
      reason: `sendmail would need ${count} lines for it, one for each prefix of whole ${family === 4 ? "octets" : "16-bit groups"}`,
    };
  }
  const fixed = base.slice(0, parts - 1);
  const first = Math.floor((base[parts - 1] ?? 0) / count) * count;
  const prefixes: string[] = [];
  for (let step = 0; step < count; step++) {
    const prefix = [...fixed, first + step];
    prefixes.push(family === 4 ? prefix.join(".") : spellIpv6(prefix));
  }
  return { ok: true, prefixes };
}
