// Words that a class already has.
import { lineFixes } from "../edits/table-edits.ts";
import type { TableRule } from "../types.ts";

export const rule: TableRule = {
  meta: {
    code: "class-duplicate",
    title: "A word that is already in the class file",
    severity: "hint",
    kinds: ["class"],
    fix: "safe",
    versions: ">=8.9",
    sources: ["Operations guide, C and F lines"],
  },
  checkTable(file, _site, report) {
    for (const { entry, first } of file.table.duplicates()) {
      const isAlone = file.document.slice(entry.lineSpan.start, entry.lineSpan.end).trim() === entry.key;
      report({
        span: entry.keySpan,
        tags: ["unnecessary"],
        message: `This word is already in line ${first.line + 1}.\nA class has each word only once, so this line changes nothing. Remove it.`,
        related: [{ span: first.keySpan, message: "The first one" }],
        fixes: () =>
          isAlone
            ? lineFixes(entry, file.document, "safe")
                .filter(({ title }) => title.startsWith("Remove"))
                .map((fix) => ({ ...fix, preferred: true }))
            : [],
      });
    }
  },
};
