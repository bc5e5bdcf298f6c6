// A name with spaces: they become dots.
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "aliases-spaced-name",
    title: "A name with spaces, which become dots",
    severity: "warning",
    kinds: ["aliases"],
    fix: "asks",
    versions: "*",
    sources: ["seen with newaliases: bob root: is stored as bob.root"],
  },
  checkEntry(entry, context, report) {
    if (!/^[\w+-]+(?:[ \t]+[\w+-]+)+$/.test(entry.key) || entry.line !== entry.lastLine) return;
    const dotted = entry.key.replace(/[ \t]+/g, ".");
    report({
      span: entry.keySpan,
      message: `sendmail reads this as one name with dots: ${dotted.length > 30 ? `${dotted.slice(0, 29)}…` : dotted}.\nA line is for one name, and sendmail joins words with dots. Write one line for each name, or write the name with its dots.`,
      fixes: () => [
        {
          title: `Write ${dotted}: nothing changes, newaliases stores that name`,
          grade: "asks",
          changes: [{ span: entry.keySpan, newText: dotted }],
        },
        {
          title: "Write one line for each name: mail for each of them arrives",
          grade: "asks",
          changes: [
            {
              span: entry.lineSpan,
              newText: entry.key
                .split(/[ \t]+/)
                .map((name) => `${name}${context.document.slice(entry.keySpan.end, entry.lineSpan.end)}`)
                .join("\n"),
            },
          ],
        },
      ],
    });
  },
};
