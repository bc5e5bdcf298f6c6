// Keys that nothing sendmail asks for is spelt like: quotes, `@domain`, numbers beyond 255.
import { keyTypes } from "../access-words.ts";
import { impossible } from "../impossible-key.ts";
import { keyFix } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-invalid-key",
    title: "A key that no address or name can ever equal",
    severity: "error",
    kinds: ["access"],
    fix: "unsafe",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["makemap(8)", "seen with makemap and sendmail -bt"],
  },
  checkEntry(entry, context, report) {
    const found = impossible(entry.key, entry.shape);
    if (found === undefined || keyTypes(entry, context) === undefined) return;
    const { why, written } = found;
    report({
      span: entry.keySpan,
      message: `${why} The line does nothing. ${written === undefined ? "Correct the key or remove the line." : `Write ${written}.`}`,
      fixes: () => (written === undefined ? [] : [keyFix(entry, written, context.text)]),
    });
  },
};
