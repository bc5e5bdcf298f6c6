// Why `172.16.0.0` does not match a network, in the access map and in classes: a network with its zeros written out is one address.
import type { KeyShape } from "../../tables/key.ts";
import { spellIpv6 } from "../../tables/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import { keyFix } from "../edits/table-edits.ts";
import type { EntryContext } from "../types.ts";
import type { Reason } from "./reasons.ts";

/** The prefix that is meant and how many numbers of the key are zeros; undefined for any other key. */
function meant(shape: KeyShape): { readonly prefix: string; readonly sure: boolean } | undefined {
  if (shape.kind === "ipv4" && shape.octets[3] === 0 && !shape.bracketed && !shape.trailingDot) {
    const kept = withoutZeros(shape.octets);
    if (kept.length === 4 || kept.length === 0) return undefined;
    return { prefix: kept.join("."), sure: kept.length < 3 };
  }
  if (shape.kind === "ipv6" && shape.groups.length === 8 && !shape.bracketed) {
    const kept = withoutZeros(shape.groups);
    if (kept.length > 6 || kept.length === 0) return undefined;
    return { prefix: spellIpv6(kept), sure: kept.length < 5 };
  }
  return undefined;
}

function withoutZeros(numbers: readonly number[]): readonly number[] {
  return numbers.slice(0, numbers.findLastIndex((number) => number !== 0) + 1);
}

/** Reports such keys where sendmail compares them with addresses of clients. */
export function zeroOctetsReason(
  former: string,
  asksForAddresses: (entry: TableEntry, context: EntryContext) => boolean,
): Reason {
  return {
    former: { code: former },
    concerns: ({ shape }) => shape === "ipv4" || shape === "ipv6",
    checkEntry(entry, context, report) {
      const net = meant(entry.shape);
      if (net === undefined || !asksForAddresses(entry, context)) return;
      // In a list of single addresses one that ends in 0 is nothing special; where it grants something, it may be meant.
      if (!net.sure && entry.action.kind !== "relay" && context.kind === "access") return;
      report({
        span: entry.keySpan,
        severity: net.sure ? "warning" : "information",
        message: `This is the single address ${entry.key}, not a network.\nsendmail has no netmasks and compares every number. For the whole network, write ${net.prefix}.`,
        fixes: () => [keyFix(entry, net.prefix, context)],
      });
    },
  };
}
