// The shape that the two rules about `*` share: sendmail knows no wildcards.
import { keyFix } from "./table-edits.ts";
import type { EntryRule, RuleMeta } from "./types.ts";

/** A rule that reports keys such as `*.example.com`, and writes them as sendmail understands them. */
export function wildcardRule(meta: RuleMeta, meaning: string): EntryRule {
  return {
    meta,
    concerns: ({ shape }) => shape === "wildcard",
    checkEntry(entry, context, report) {
      if (entry.shape.kind !== "wildcard") return;
      const { rest } = entry.shape;
      const usable = rest !== "" && !rest.includes("*");
      report({
        span: entry.keySpan,
        message:
          `sendmail knows no wildcards: "${entry.key}" is compared letter for letter, so it never matches and the line does nothing. ` +
          (usable ? `Write ${rest}; ${meaning}.` : "Write the domain or the network's first octets alone."),
        fixes: () => (usable ? [keyFix(entry, rest, context)] : []),
      });
    },
  };
}
