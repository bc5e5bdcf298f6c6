// Why `*` never matches, in the access map and in classes: sendmail does not support wildcards.

import { keyFix } from "../edits/table-edits.ts";
import type { Reason } from "./reasons.ts";

/** Reports keys such as `*.example.com`, and writes them as sendmail understands them. */
export function wildcardReason(former: string, meaning: string): Reason {
  return {
    former: { code: former },
    concerns: ({ shape }) => shape === "wildcard",
    checkEntry(entry, context, report) {
      if (entry.shape.kind !== "wildcard") return;
      const rest = entry.shape.rest.replace(/\.$/, "");
      const usable = rest !== "" && !rest.includes("*");
      report({
        span: entry.keySpan,
        message:
          `This line does nothing: sendmail does not support wildcards.\nIt compares "${entry.key}" character by character. ` +
          (usable ? `Write ${rest}; ${meaning}.` : "Write only the domain, or only the first octets of the network."),
        fixes: () => (usable ? [keyFix(entry, rest, context)] : []),
      });
    },
  };
}
