// A name with spaces, which become dots, or with characters that nobody sees, which stay.

import { INVISIBLE } from "../../tables/space.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "aliases-spaced-name",
    title: "A name with spaces, which become dots, or with invisible characters",
    severity: "warning",
    kinds: ["aliases"],
    fix: "asks",
    versions: "*",
    sources: ["seen with newaliases: bob root: is stored as bob.root, and a byte order mark before a name with it"],
  },
  checkEntry(entry, context, report) {
    const seen = entry.key.replaceAll(INVISIBLE, "");
    if (seen !== entry.key && seen.startsWith("#")) {
      const { source, start } = entry.keySpan;
      report({
        span: entry.keySpan,
        message:
          "An invisible character makes an alias of this comment.\n# begins a comment in column one only. Remove the character, and save the file as UTF-8 without BOM.",
        fixes: () => [
          {
            title: "Remove the character: the line is then a comment",
            grade: "asks",
            preferred: true,
            changes: [{ span: { source, start, end: start + entry.key.indexOf("#") }, newText: "" }],
          },
        ],
      });
      return;
    }
    if (seen !== entry.key && /^[\w.+-]+$/.test(seen)) {
      report({
        span: entry.keySpan,
        message: `An invisible character is part of this name: no mail comes here.\nThis is not the alias of ${seen.length > 30 ? `${seen.slice(0, 29)}…` : seen}. Remove the character, and save the file as UTF-8 without BOM.`,
        fixes: () => [
          {
            title: `Write ${seen}: its mail then goes where this line says`,
            grade: "asks",
            preferred: true,
            changes: [{ span: entry.keySpan, newText: seen }],
          },
        ],
      });
      return;
    }
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
