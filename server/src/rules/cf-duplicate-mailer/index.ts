// Two M lines of the same name: the second counts.
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { Span } from "../../text.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "cf-duplicate-mailer",
    title: "A second mailer of the same name in a .cf",
    severity: "warning",
    kinds: ["cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "M -- Define Mailer"',
      "seen with sendmail: the second M line of a name replaces the first silently",
    ],
  },
  check(site, report) {
    const first = new Map<string, Span>();
    for (const { thing, role, key, span } of mentionsIn(site).mentions) {
      if (thing !== "mailer" || role !== "definition") continue;
      const before = first.get(key);
      first.set(key, span);
      if (before === undefined) continue;
      report({
        span,
        message: `This mailer replaces an earlier one of the same name.\nsendmail does not say so, and the earlier line has no effect. Remove the wrong line, or give one of them another name.`,
        related: [{ span: before, message: "The earlier line, which has no effect." }],
      });
    }
  },
};
