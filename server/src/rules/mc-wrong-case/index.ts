// `feature(`: m4's names are case-sensitive.
import { replacement } from "../edits.ts";
import { strayTexts } from "../stray-text.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-case",
    title: "A macro's name in the wrong case lands in the .cf as text",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, "A brief introduction to m4"', "seen with sendmail: unknown configuration line, exit 70"],
  },
  check(site, report) {
    for (const found of strayTexts(site)) {
      if (found.kind !== "case") continue;
      report({
        span: found.span,
        message:
          `m4 knows ${found.name}, not ${found.written}: upper and lower case differ. The text lands in the .cf as it is, and sendmail refuses to start with "unknown configuration line". ` +
          `Write ${found.name}.`,
        fixes: () => [replacement(`Write ${found.name}`, found.span, found.name, "asks")],
      });
    }
  },
};
