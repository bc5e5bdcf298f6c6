// The shape that the rules about keys which makemap has already share: of equal keys it keeps the first.
import { lineFixes } from "../edits/table-edits.ts";
import type { RuleMeta, TableRule } from "../types.ts";

/** A rule about lines that makemap refuses for an earlier one with the same key. */
export function duplicateKeyRule(meta: RuleMeta): TableRule {
  return {
    meta,
    checkTable(file, _site, report) {
      for (const { entry, first } of file.table.duplicates()) {
        const same = entry.value === first.value;
        const earlier = `Line ${first.line + 1}`;
        report({
          span: entry.keySpan,
          severity: same ? "information" : "error",
          message: same
            ? `${earlier} says the same.\nmakemap drops this line, says "duplicate key" and exits with 65, which can stop a Makefile. Remove it.`
            : `${earlier} has this key with another value, and makemap keeps that one.\nmakemap says "duplicate key" and exits with 65, which can stop a Makefile. Keep the line that you want.`,
          related: [{ span: first.lineSpan, message: "This line counts" }],
          ...(same ? { tags: ["unnecessary" as const] } : {}),
          fixes: () => lineFixes(entry, file.document, same ? "safe" : "asks"),
        });
      }
    },
  };
}
