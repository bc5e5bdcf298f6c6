// A rule, a mailer or a header that names a ruleset which no S line opens.
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "cf-missing-ruleset",
    title: "A call to a ruleset that a .cf does not have",
    severity: "warning",
    kinds: ["cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "R and S -- Rewriting Rules"',
      "seen with sendmail -bt: a ruleset without rules returns its input",
    ],
  },
  check(site, report) {
    const { cf } = site;
    if (cf === undefined) return;
    for (const { thing, role, key, span } of mentionsIn(site).mentions) {
      if (thing !== "ruleset" || role !== "use") continue;
      // A mailer's 0 means no ruleset.
      const ruleset = cf.config.rulesets.get(Number(key));
      if (key === "0" || (ruleset !== undefined && (ruleset.places.length > 0 || ruleset.rules.length > 0))) continue;
      const written = cf.document.slice(span.start, span.end);
      report({
        span,
        message: `There is no ruleset ${written.length > 30 ? "of this name" : written} in this file.\nsendmail does not say so: the call returns its input, so the check that belongs here does not happen. Correct the name (upper and lower case count), or write the ruleset with an S line.`,
      });
    }
  },
};
