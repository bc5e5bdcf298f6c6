// The shape that the two rules about IPv6 share: sendmail knows one spelling of an address.
import type { KeyShape } from "../tables/key.ts";
import type { TableEntry } from "../tables/types.ts";
import { keyFix } from "./table-edits.ts";
import type { EntryContext, EntryRule, RuleMeta } from "./types.ts";

type Ipv6 = Extract<KeyShape, { readonly kind: "ipv6" }>;

const LOOPBACK = "IPv6:0:0:0:0:0:0:0:1";

/** A rule that reports IPv6 keys that are `wrong`, and writes them as sendmail looks them up. */
export function ipv6SpellingRule(
  meta: RuleMeta,
  wrong: (entry: TableEntry, context: EntryContext, shape: Ipv6) => boolean,
): EntryRule {
  return {
    meta,
    concerns: ({ shape }) => shape === "ipv6",
    checkEntry(entry, context, report) {
      const { shape } = entry;
      if (shape.kind !== "ipv6" || context.compressedIpv6 || !wrong(entry, context, shape)) return;
      report({
        span: entry.keySpan,
        // The host itself may relay anyway, and distributions ship this line.
        ...(shape.spelling === LOOPBACK ? { severity: "information" } : {}),
        message:
          `This line does nothing: sendmail writes this address in another way.\nIt writes IPv6 addresses with ${faults(entry.key, shape)}, and compares character by character. ` +
          `Write ${shape.spelling}.`,
        fixes: () => [keyFix(entry, shape.spelling, context)],
      });
    },
  };
}

/** How sendmail writes what the key has otherwise. */
function faults(key: string, { marked, spelling }: Ipv6): string {
  const found: string[] = [];
  if (!marked) found.push("IPv6: before them");
  const groups = key.replace(/^\[?ipv6:/i, "");
  if (groups.includes("::")) found.push('all groups written out and without "::"');
  else if (groups.toLowerCase().replace(/[:\]]$/, "") !== spelling.slice(5)) found.push("no leading zeros");
  else if (groups.endsWith(":")) found.push("no colon at the end of a prefix");
  return found.length === 0 ? "no brackets" : found.join(" and ");
}
