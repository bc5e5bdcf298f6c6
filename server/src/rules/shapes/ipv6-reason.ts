// Why an IPv6 address never matches, in the access map and in classes: sendmail knows one spelling of it.
import type { KeyShape } from "../../tables/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import { keyFix } from "../edits/table-edits.ts";
import type { EntryContext } from "../types.ts";
import type { Reason } from "./reasons.ts";

type Ipv6 = Extract<KeyShape, { readonly kind: "ipv6" }>;

const LOOPBACK = "IPv6:0:0:0:0:0:0:0:1";

/** Reports IPv6 keys that are `wrong`, and writes them as sendmail looks them up since 8.15.1: before, it wrote `::`. */
export function ipv6SpellingReason(
  former: string,
  wrong: (entry: TableEntry, context: EntryContext, shape: Ipv6) => boolean,
): Reason {
  return {
    former: { code: former, versions: ">=8.15.1" },
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
