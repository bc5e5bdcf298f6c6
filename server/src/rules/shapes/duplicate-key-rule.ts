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
        const isText = file.table.kind === "text";
        const harm = isText
          ? "sendmail searches this text itself, and takes the first line of a key"
          : 'makemap says "duplicate key" and exits with 65, which can stop a Makefile';
        report({
          span: { ...entry.keySpan, start: entry.tagSpan.start },
          severity: same ? "information" : "error",
          message: same
            ? `${earlier} says the same.\n${harm}. Remove this line.`
            : `${earlier} has this key with another value, and that one counts.\n${harm}. Keep the line that you want.`,
          related: [{ span: first.lineSpan, message: "This line counts" }],
          ...(same ? { tags: ["unnecessary" as const] } : {}),
          fixes: () => lineFixes(entry, file.document, same ? "safe" : "asks"),
        });
      }
    },
  };
}
