// The same feature with the same arguments twice.
import type { Use } from "../../mc/types.ts";
import { removalFixes } from "../edits.ts";
import { featureLabel } from "../feature-rule.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-duplicate-feature",
    title: "The same FEATURE stands here a second time",
    severity: "information",
    kinds: ["mc"],
    fix: "safe",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "FEATURES"'],
  },
  check(site, report) {
    const first = new Map<string, Use>();
    for (const use of site.mc?.config.features ?? []) {
      if (use.implied || site.document(use.call.span.source) === undefined) continue;
      const key = JSON.stringify([use.name, ...use.args.map(({ text }) => text.trim())]);
      const known = first.get(key);
      if (known === undefined) first.set(key, use);
      // A macro of the user's that is used twice is one text, not two.
      if (known === undefined || known.call.span.start === use.call.span.start) continue;
      report({
        span: use.call.span,
        tags: ["unnecessary"],
        message: `${featureLabel(use.name)} stands above already, with the same arguments. The second one changes nothing, and whoever edits one of them will overlook the other. Remove it.`,
        related: [{ span: known.call.span, message: "The first one" }],
        fixes: () => removalFixes(site, use.call, "the second one"),
      });
    }
  },
};
