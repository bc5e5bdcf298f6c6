// A topic of the help file with capital letters: sendmail never finds it.
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "helpfile-topic",
    title: "A topic of the help file that sendmail never finds",
    severity: "warning",
    kinds: ["helpfile"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -bs: HELP MAIL looks for mail, and finds no line MAIL"],
  },
  checkEntry(entry, _context, report) {
    const lower = entry.key.toLowerCase();
    if (entry.key === lower) return;
    report({
      span: entry.keySpan,
      message: `HELP never shows this line: sendmail looks for topics in small letters.\nWhatever a client types, sendmail asks for ${lower.slice(0, 40)}. Write the topic in small letters.`,
      fixes: () => [
        {
          title: `Write ${lower.slice(0, 40)}: HELP then shows this line`,
          grade: "asks",
          preferred: true,
          changes: [{ span: entry.keySpan, newText: lower }],
        },
      ],
    });
  },
};
