// A rewriting rule without a tab between its two sides: sendmail does not start.
import type { CfLine } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { placeOfLine } from "../facts/line-place.ts";
import type { Fix, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-rule-without-tab",
    title: "A rewriting rule whose sides are not separated by a tab",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "R and S -- Rewriting Rules"',
      "seen with sendmail: invalid rewrite line (tab expected), exit status 70",
    ],
  },
  check(site, report) {
    const lines = site.mc?.config.cfLines ?? [];
    for (const [at, line] of lines.entries()) {
      // Text that landed there by accident is not a rule; another finding speaks of it.
      if (line.kind !== "R" || line.section === "stray" || !site.has(line.span.source)) continue;
      if ([line, ...continuations(lines, at)].some(({ text }) => text.includes("\t"))) continue;
      report({
        span: placeOfLine(site, line),
        message:
          'This rule has no tab between its left and right sides.\nSpaces do not count, so sendmail reports "tab expected" and does not start. Put a tab between the two sides, and another one before a comment; copying from a web page or a terminal turns tabs into spaces.',
        fixes: () => fixes(site, line),
      });
    }
  },
};

/** The lines that continue a line: they begin with a space or a tab. */
function continuations(lines: readonly CfLine[], at: number): readonly CfLine[] {
  const end = lines.findIndex(({ kind }, index) => index > at && kind !== "continuation");
  return lines.slice(at + 1, end < 0 ? lines.length : end);
}

/** Two spaces or more are where tabs were. */
function fixes(site: MailSite, line: CfLine): readonly Fix[] {
  const { text } = line;
  const span = placeOfLine(site, line);
  const written = site.document(span.source)?.getText().slice(span.start, span.end);
  const tabbed = text.trimEnd().replace(/ {2,}/g, "\t");
  if (written !== text || !tabbed.includes("\t")) return [];
  return [replacement(`Change the spaces to tabs: the rule takes effect${mayRelay(tabbed)}`, span, tabbed, "asks")];
}
