// Text outside of all macros that is no line of a .cf either.
import { lineBounds } from "../edits.ts";
import { strayTexts } from "../stray-text.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "m4-stray-text",
    title: "Plain text lands in the .cf, where sendmail does not understand it",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, "A brief introduction to m4"', "seen with sendmail: unknown configuration line, exit 70"],
  },
  check(site, report) {
    for (const found of strayTexts(site)) {
      if (found.kind !== "text") continue;
      const { span, line } = found;
      const document = site.document(span.source);
      if (document === undefined) continue;
      const { start } = lineBounds(document, span.start);
      report({
        span,
        message:
          `This text is not a macro, so it lands in the .cf, and sendmail does not start.\nsendmail reports "${shortened(line.text.trim())}" as an "unknown configuration line". ` +
          "Put dnl before a comment, or correct the name of the macro.",
        fixes: () => [
          {
            title: "Make this line a dnl comment: it leaves the .cf",
            grade: "asks",
            preferred: true,
            changes: [{ span: { ...span, start, end: start }, newText: "dnl " }],
          },
        ],
      });
    }
  },
};

function shortened(text: string): string {
  return text.length > 50 ? `${text.slice(0, 47)}...` : text;
}
