// Keys that nothing sendmail asks for is spelt like: quotes, `@domain`, numbers beyond 255.
import { keyTypes } from "../access-words.ts";
import { impossible } from "../impossible-key.ts";
import { keyFix } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-invalid-key",
    title: "A key that never matches an address or a name",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["makemap(8)", "seen with makemap and sendmail -bt"],
  },
  checkEntry(entry, context, report) {
    const found = impossible(entry.key, entry.shape);
    if (found === undefined || keyTypes(entry, context) === undefined) return;
    const { why, written } = found;
    if (entry.key.startsWith("\uFEFF")) {
      const { source, start } = entry.keySpan;
      const mark = { source, start, end: start + 1 };
      const fix = { title: "Remove the byte order mark", grade: "asks", preferred: true } as const;
      report({
        span: entry.keySpan,
        message: `${why} Remove it, or save the file as UTF-8 without a byte order mark.`,
        fixes: () => [{ ...fix, changes: [{ span: mark, newText: "" }] }],
      });
      return;
    }
    report({
      span: entry.keySpan,
      message: `${why}\nThe line does nothing. ${written === undefined ? "Correct the key or remove the line." : `Write ${written}.`}`,
      fixes: () => (written === undefined ? [] : [keyFix(entry, written, context)]),
    });
  },
};
