// A rule that matches what it has just made: $: is missing.
import type { CfRule } from "../../cf/index.ts";
import { type EndlessRule, endlessRules } from "../../cf/rewrite/index.ts";
import { showTokens } from "../../cf/rewrite/show.ts";
import { perParts } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { isInMc } from "../facts/cf-lines.ts";
import { writtenCf } from "../facts/written-cf.ts";
import type { SiteRule } from "../types.ts";

/** Those of a .cf, where there is one. */
const inCf = perParts(
  ({ cf }) => [cf],
  ({ cf }) => (cf === undefined ? [] : endlessRules(cf.config)),
);

export const rule: SiteRule = {
  meta: {
    code: "cf-endless-rule",
    title: "A rule that matches its own result",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "R and S -- Rewriting Rules"',
      "seen with sendmail -bt: Infinite loop in ruleset Local_check_rcpt, rule 1; rewrite: expansion too long",
    ],
  },
  check(site, report) {
    for (const { span, right, found, shown } of [...ownOnes(site), ...cfOnes(site)])
      report({
        span,
        message: `This rule matches its own result, so sendmail applies it again and again.\n${outcome(found)} For example with ${shown}. Begin the right side with $: to apply the rule once.`,
        fixes: () =>
          right === undefined
            ? []
            : [replacement("Begin with $: so that the rule is applied once", right, "$: ", "asks")],
      });
  },
};

function outcome({ grows }: EndlessRule): string {
  return grows
    ? 'When there is no more room, it stops the ruleset ("expansion too long"), which then does nothing.'
    : 'It gives up after 100 times, logs "Infinite loop in ruleset", and continues with what the rule has made so far.';
}

interface Place {
  readonly span: Span;
  /** Where the right side begins; undefined where the file does not have the rule as it is. */
  readonly right: Span | undefined;
  readonly found: EndlessRule;
  readonly shown: string;
}

function cfOnes(site: MailSite): readonly Place[] {
  const { cf } = site;
  if (cf === undefined) return [];
  return inCf(site).flatMap((found): readonly Place[] => {
    const { line, rhsSpan } = found.rule;
    if (isInMc(site, line.span)) return [];
    const right = { ...rhsSpan, end: rhsSpan.start };
    return [{ span: line.span, right, found, shown: showTokens(found.example, cf.config.names) }];
  });
}

/** Those that the author of a .mc wrote. */
function ownOnes(site: MailSite): readonly Place[] {
  const own = writtenCf(site);
  if (own === undefined) return [];
  return endlessRules(own.config).flatMap((found): readonly Place[] => {
    const written = own.writtenAt(found.rule.line.span.start);
    if (written === undefined) return [];
    const right = rightSide(site, found.rule, written);
    return [{ span: written.span, right, found, shown: showTokens(found.example, own.config.names) }];
  });
}

function rightSide(site: MailSite, { line, rhsSpan }: CfRule, written: { span: Span; text: string }): Span | undefined {
  const { source, start, end } = written.span;
  if (site.document(source)?.slice(start, end) !== written.text) return undefined;
  const at = start + rhsSpan.start - line.span.start;
  return { source, start: at, end: at };
}
