// `dnlFEATURE`: the comment word needs a space after it.
import { strayTexts } from "../facts/stray-text.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "m4-joined-dnl",
    title: "dnl without a space after it is not a comment",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: ["GNU m4 manual, Names", "seen with sendmail: unknown configuration line, exit 70"],
  },
  check(site, report) {
    for (const found of strayTexts(site)) {
      if (found.kind !== "joined") continue;
      const after = { ...found.span, start: found.span.end };
      report({
        span: found.span,
        message:
          'This is not a comment: m4 reads dnl and the word after it as one name.\nThe text lands in the .cf, and sendmail refuses to start with "unknown configuration line". ' +
          "Put a space after dnl.",
        fixes: () => [
          {
            title: "Put a space after dnl: the rest of the line becomes a comment",
            grade: "asks",
            preferred: true,
            changes: [{ span: after, newText: " " }],
          },
        ],
      });
    }
  },
};
