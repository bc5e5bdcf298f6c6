// A rule of a .cf without a tab between its two sides: sendmail does not start.
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { isInMc } from "../facts/cf-lines.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "cf-rule-without-tab",
    title: "A rule of a .cf whose sides are not separated by a tab",
    severity: "error",
    kinds: ["cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "R and S -- Rewriting Rules"',
      "seen with sendmail: invalid rewrite line (tab expected), exit status 70",
    ],
  },
  check(site, report) {
    for (const { code, span } of site.cf?.config.messages ?? []) {
      if (code !== "no-tab" || isInMc(site, span)) continue;
      report({
        span,
        message:
          'This rule has no tab between its left and right sides.\nSpaces do not count, so sendmail reports "tab expected" and does not start. Put a tab between the two sides, and another one before a comment; copying from a web page or a terminal turns tabs into spaces.',
        fixes: () => fixes(site, span),
      });
    }
  },
};

/** Two spaces or more are where tabs were. */
function fixes(site: MailSite, span: Span): readonly Fix[] {
  const written = site.cf?.document.slice(span.start, span.end) ?? "";
  const tabbed = written.trimEnd().replace(/ {2,}/g, "\t");
  return tabbed.includes("\t")
    ? [replacement("Change the spaces to tabs: the rule is used", span, tabbed, "asks")]
    : [];
}
