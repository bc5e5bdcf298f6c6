// A key that an earlier line of the access map already has.
import { lineFixes } from "../edits/table-edits.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "access-duplicate-key",
    title: "A key that an earlier line already has: makemap drops this one",
    severity: "warning",
    kinds: ["access"],
    fix: "safe",
    versions: ">=8.9",
    sources: ["makemap(8)", "seen with makemap: it keeps the first line and exits with 65"],
  },
  checkTable(file, _site, report) {
    for (const { entry, first } of file.table.duplicates()) {
      const same = entry.value === first.value;
      const earlier = `line ${first.line + 1}`;
      report({
        span: { ...entry.keySpan, start: entry.tagSpan.start },
        severity: same ? "information" : "error",
        message: same
          ? `This line is the same as ${earlier}.\nmakemap drops it with "duplicate key" and exits with an error, which can stop a Makefile. Remove it.`
          : `makemap drops this line: ${earlier} already has this key.\nThat line gives ${entry.lookup} the value ${first.value}, and sendmail uses that. Keep the line that you want.`,
        related: [{ span: first.lineSpan, message: "This line wins" }],
        ...(same ? { tags: ["unnecessary" as const] } : {}),
        fixes: () => lineFixes(entry, file.document, same ? "safe" : "asks"),
      });
    }
  },
};
