// A rule after one that matches everything and ends the ruleset, or one with a * that no address has.
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
    const rulesets = [...(site.cf?.config.rulesets.values() ?? [])];
    const isMark = rulesets.some(({ rules }) => rules.some(({ rhs }) => rhs.includes("*")));
    for (const { rules } of rulesets) {
      for (const { lhs, line } of isMark ? [] : rules)
        if (lhs.some((token, at) => token === "*" && isAlone(lhs[at - 1], lhs[at + 1])))
          report({
            span: line.span,
            message:
              "This rule never matches: * is an ordinary character here.\n$* matches any words, $+ one or more, $- exactly one. Write $*.",
          });
      const at = rules.findIndex(endsAll);
      const [end, first] = [rules[at], rules[at + 1]];
      if (at === -1 || end === undefined || first === undefined) continue;
      const last = rules.at(-1) ?? first;
      report({
        span: first.line.span,
        tags: ["unnecessary"],
        message: `sendmail never reaches this rule${last === first ? "" : " and those after it"}.\nA rule before it matches every address and ends the ruleset. Put it before that rule, or remove it.`,
        related: [{ span: end.line.span, message: "This rule ends the ruleset for every address." }],
      });
    }
  },
};

/** True for a `*` at an end of the left side or beside an @; between other signs it may be a mark. */
function isAlone(before: string | undefined, after: string | undefined): boolean {
  return before === undefined
    ? after === undefined || after === "@" || after === "."
    : before === "@" && (after === undefined || after === ".");
}

/** True for a rule whose left side is `$*` alone and whose right side ends the ruleset. */
function endsAll({ lhs, rhs }: CfRule): boolean {
  const first = rhs[0]?.charAt(0);
  return lhs.length === 1 && lhs[0] === Code.anyOrNone && (first === Code.host || first === Code.mailer);
}
