// A ruleset with rules that neither sendmail nor any line of the .cf runs.
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "cf-uncalled-ruleset",
    title: "A ruleset of a .cf that nothing runs",
    severity: "information",
    kinds: ["cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: ['Operations guide, section "R and S -- Rewriting Rules"'],
  },
  check(site, report) {
    const { mentions, callsUnknown } = mentionsIn(site);
    // A name that is worked out when the rule runs may be any.
    if (site.cf === undefined || callsUnknown) return;
    const rulesets = mentions.filter(({ thing }) => thing === "ruleset");
    const called = new Set(rulesets.flatMap(({ role, key }) => (role === "use" ? [key] : [])));
    for (const { number, name, rules } of site.cf.config.rulesets.values()) {
      const opened = rulesets.find(({ role, key }) => role === "definition" && key === String(number));
      if (opened === undefined || rules.length === 0 || called.has(String(number))) continue;
      const written = name ?? String(number);
      if (PROGRAM_RULESETS[written] !== undefined || PROGRAM_RULESETS[number] !== undefined) continue;
      report({
        span: opened.span,
        tags: ["unnecessary"],
        message: `Nothing runs ruleset ${written.length > 30 ? "of this name" : written}.\nNo rule calls it with $>, no mailer or header names it, and sendmail does not run it by itself, so its rules have no effect. Call it where you need it, correct its name, or remove it.`,
      });
    }
  },
};
