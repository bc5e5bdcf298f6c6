// Why CIDR notation never matches, in the access map and in classes: sendmail knows only prefixes of whole octets.
import { cidrPrefixes } from "../../tables/cidr.ts";
import { effectOf } from "../edits/effects.ts";
import { keyFix, withKeys } from "../edits/table-edits.ts";
import type { Fix } from "../types.ts";
import type { Reason } from "./reasons.ts";

/** Reports keys such as `192.0.2.0/23`, and writes them as prefixes. */
export function cidrReason(former: string, effect: string): Reason {
  return {
    former: { code: former },
    concerns: ({ shape }) => shape === "cidr",
    checkEntry(entry, context, report) {
      if (entry.shape.kind !== "cidr") return;
      const written = cidrPrefixes(entry.key);
      const advice = written.ok
        ? `Write ${written.prefixes.length === 1 ? `the prefix ${written.prefixes[0]} instead` : `its ${written.prefixes.length} prefixes instead, one on each line`}.`
        : `It cannot be written as prefixes here: ${written.reason}.`;
      const fixes = (): readonly Fix[] => {
        if (!written.ok) return [];
        const { length } = written.prefixes;
        const [first = ""] = written.prefixes;
        if (length === 1) return [keyFix(entry, first, context)];
        const title = `Write it as ${length} prefixes: ${effectOf(entry, context, "each of them")}`;
        return [
          { title, grade: "asks", preferred: true, changes: [withKeys(entry, written.prefixes, context.document)] },
        ];
      };
      report({
        span: entry.keySpan,
        message: `sendmail does not support CIDR notation, so ${effect}.\nIt compares "${entry.key}" character by character. ${advice}`,
        fixes,
      });
    },
  };
}
