// A rule after one that matches everything and ends the ruleset.
import { type CfRule, Code } from "../../cf/index.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "cf-unreachable-rule",
    title: "A rule of a .cf that is never reached",
    severity: "warning",
    kinds: ["cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: ['Operations guide, section "R and S -- Rewriting Rules"'],
  },
  check(site, report) {
    for (const { rules } of site.cf?.config.rulesets.values() ?? []) {
      const at = rules.findIndex(endsAll);
      const [end, first] = [rules[at], rules[at + 1]];
      if (at === -1 || end === undefined || first === undefined) continue;
      const last = rules.at(-1) ?? first;
      report({
        span: first.line.span,
        tags: ["unnecessary"],
        message: `sendmail never reaches this rule${last === first ? "" : " and those after it"}.\nA rule before it matches every address and ends the ruleset. Put it before that rule, or remove it.`,
        related: [{ span: end.line.span, message: "This rule matches every address and ends the ruleset." }],
      });
    }
  },
};

/** True for a rule whose left side is `$*` alone and whose right side ends the ruleset. */
function endsAll({ lhs, rhs }: CfRule): boolean {
  const first = rhs[0]?.charAt(0);
  return lhs.length === 1 && lhs[0] === Code.anyOrNone && (first === Code.host || first === Code.mailer);
}
