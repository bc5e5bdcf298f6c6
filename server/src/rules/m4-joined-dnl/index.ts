// `dnlFEATURE`: the comment word needs a blank behind it.
import { strayTexts } from "../stray-text.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "m4-joined-dnl",
    title: "dnl without a blank behind it is no comment",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: ["GNU m4 manual, Names", "seen with sendmail: unknown configuration line, exit 70"],
  },
  check(site, report) {
    for (const found of strayTexts(site)) {
      if (found.kind !== "joined") continue;
      const behind = { ...found.span, start: found.span.end };
      report({
        span: found.span,
        message:
          'm4 takes dnl and the word behind it for one name that it does not know, so this is no comment: the text lands in the .cf, and sendmail refuses to start with "unknown configuration line". ' +
          "Put a blank behind dnl.",
        fixes: () => [
          {
            title: "Put a space after dnl: the rest of the line becomes a comment",
            grade: "asks",
            preferred: true,
            changes: [{ span: behind, newText: " " }],
          },
        ],
      });
    }
  },
};
