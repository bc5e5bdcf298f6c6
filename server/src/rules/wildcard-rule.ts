// The shape that the two rules about `*` share: sendmail does not support wildcards.
import { keyFix } from "./table-edits.ts";
import type { EntryRule, RuleMeta } from "./types.ts";

/** A rule that reports keys such as `*.example.com`, and writes them as sendmail understands them. */
export function wildcardRule(meta: RuleMeta, meaning: string): EntryRule {
  return {
    meta,
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
