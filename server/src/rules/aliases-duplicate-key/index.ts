// A name that an earlier line of the same file has: newaliases keeps the last one.
import { lineFixes } from "../table-edits.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "aliases-duplicate-key",
    title: "A second alias of the same name: the last one counts, the others do nothing",
    severity: "warning",
    kinds: ["aliases"],
    fix: "safe",
    versions: "*",
    sources: ["seen with newaliases: a warning, exit status 0, and the last line in the database"],
  },
  checkTable(file, _site, report) {
    for (const { entry, first } of file.table.duplicates()) {
      const same = entry.value === first.value;
      report({
        span: entry.keySpan,
        severity: same ? "information" : "warning",
        message: same
          ? `Line ${first.line + 1} says the same.\nnewaliases warns of a "duplicate alias name" each time. Remove one of the lines.`
          : `Line ${first.line + 1} has this name too and does nothing: the last line of a name counts.\nnewaliases says only "Warning: duplicate alias name". Put all recipients into one line, or remove the line that is not meant.`,
        related: [{ span: first.lineSpan, message: "This line does nothing" }],
        fixes: () => (first.line === first.lastLine ? lineFixes(first, file.document, "safe") : []),
      });
    }
  },
};
