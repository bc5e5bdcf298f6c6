// A rule after one that matches everything and ends the ruleset, or one with a * that no address has.
import { type CfRule, Code } from "../../cf/index.ts";
import type { CfConfig, CfLine } from "../../cf/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { isInMc } from "../facts/cf-lines.ts";
import { writtenCf } from "../facts/written-cf.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "cf-unreachable-rule",
    title: "A rule that is never reached",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: ['Operations guide, section "R and S -- Rewriting Rules"'],
  },
  check(site, report) {
    const rulesets = [...(site.cf?.config.rulesets.values() ?? [])];
    const isMark = rulesets.some(({ rules }) => rules.some(({ rhs }) => rhs.includes("*")));
    // Of those in a .mc mc-dead-ruleset speaks.
    for (const { lhs, line } of isMark ? [] : rulesets.flatMap(({ rules }) => rules))
      if (lhs.some((token, at) => token === "*" && isAlone(lhs[at - 1], lhs[at + 1])) && !isInMc(site, line.span))
        report({
          span: line.span,
          message:
            "This rule never matches: * is an ordinary character here.\n$* matches any words, $+ one or more, $- exactly one. Write $*.",
        });
    for (const { span, end, isLast } of [...ownOnes(site), ...cfOnes(site)])
      report({
        span,
        tags: ["unnecessary"],
        message: `sendmail never reaches this rule${isLast ? "" : " and those after it"}.\nA rule before it matches every address and ends the ruleset. Put it before that rule, or remove it.`,
        related: [{ span: end, message: "This rule ends the ruleset for every address." }],
      });
  },
};

/** The first rule of a ruleset that is not reached, and the one that ends it. */
interface Unreached {
  readonly span: Span;
  readonly end: Span;
  readonly isLast: boolean;
}

/** @param placeOf where a rule's line is shown; undefined where it is not this file's to show */
function unreachedIn(config: CfConfig | undefined, placeOf: (line: CfLine) => Span | undefined): readonly Unreached[] {
  return [...(config?.rulesets.values() ?? [])].flatMap(({ rules }) => {
    const at = rules.findIndex(endsAll);
    const [ending, first] = [rules[at], rules[at + 1]];
    if (ending === undefined || first === undefined) return [];
    const [end, span] = [placeOf(ending.line), placeOf(first.line)];
    return end === undefined || span === undefined ? [] : [{ span, end, isLast: first === rules.at(-1) }];
  });
}

function cfOnes(site: MailSite): readonly Unreached[] {
  return unreachedIn(site.cf?.config, ({ span }) => (isInMc(site, span) ? undefined : span));
}

/** Those that the author of a .mc wrote. */
function ownOnes(site: MailSite): readonly Unreached[] {
  const own = writtenCf(site);
  return unreachedIn(own?.config, ({ span }) => own?.writtenAt(span.start)?.span);
}

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
