// A second word on a line of a class file is never read.
import { classifyKey } from "../../tables/key.ts";
import { lineEndOf } from "../edits/edits.ts";
import { effectOf } from "../edits/effects.ts";
import { lineFixes } from "../edits/table-edits.ts";
import { listed } from "../listed.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "class-second-word",
    title: "sendmail reads only the first word of a line in a class file",
    severity: "warning",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.9",
    sources: ["Operations guide, F lines", "seen with sendmail -bt: $=R shows the first word only"],
  },
  checkEntry(entry, context, report) {
    const rest = entry.value.trim();
    if (rest === "" || rest.startsWith("#")) return;
    const action = /^(RELAY|OK|REJECT|DISCARD)$/i.exec(rest);
    const words = rest.replace(/[ \t]#.*$/s, "").split(/[\s,]+/);
    const { source, start, end } = entry.valueSpan;
    const gap = { source, start: entry.keySpan.end, end };
    const lineEnd = lineEndOf(context.document);
    report({
      span: { source, start, end },
      message:
        action === null
          ? `sendmail reads only the first word of a line here.\nIt ignores "${rest}". Put each name on a line of its own.`
          : `sendmail reads only the first word of a line here.\nIt ignores "${rest}": this file is a plain list of names. Actions belong in the access map.`,
      fixes: () =>
        action === null && !words.every(isName)
          ? lineFixes(entry, context.document, "asks")
          : action === null
            ? [
                {
                  title: `Put each word on a line of its own: ${effectOf(entry, context, listed(words))}`,
                  grade: "asks",
                  preferred: true,
                  changes: [{ span: gap, newText: words.map((word) => `${lineEnd}${word}`).join("") }],
                },
              ]
            : [
                {
                  title: `Remove "${rest}": it does nothing`,
                  grade: "asks",
                  preferred: true,
                  changes: [{ span: gap, newText: "" }],
                },
              ],
    });
  },
};

/** True for a word that is a name or an address, and not one of a sentence. */
function isName(word: string): boolean {
  const { kind } = classifyKey(word);
  return word.includes(".") && (kind === "domain" || kind === "ipv4");
}
