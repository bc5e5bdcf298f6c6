// The same feature with the same arguments twice.
import type { MailConfig, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { removalFixes } from "../edits/edits.ts";
import { featureLabel } from "../facts/feature-use.ts";
import type { Report, SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-duplicate-feature",
    title: "The same FEATURE a second time",
    severity: "information",
    kinds: ["mc"],
    fix: "safe",
    versions: ">=8.9",
    guidance: "readme",
    sources: ['cf/README, section "FEATURES"'],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return;
    const first = new Map<string, Use>();
    /** The last one so far: what comes right after it changes nothing, however many there are. */
    const last = new Map<string, Use>();
    reportReplaced(site, config, report);
    for (const use of config.features) {
      if (use.implied || !site.has(use.call.span.source)) continue;
      const key = JSON.stringify([use.name, ...use.args.map(({ text }) => text.trim())]);
      const known = first.get(key);
      const before = last.get(key) ?? use;
      last.set(key, use);
      if (known === undefined) first.set(key, use);
      // A macro of the user's that is used twice is one text, not two.
      if (known === undefined || known.call.span.start === use.call.span.start) continue;
      const isNext = adjacent(config, before, use);
      report({
        span: use.call.span,
        tags: ["unnecessary"],
        message:
          `${featureLabel(use.name)} is already above, with the same arguments.\n` +
          (isNext
            ? "The second one changes nothing, and someone who edits one may overlook the other. Remove it."
            : "A line between them may need one of the two above it, or below. Keep the one that is in the right place."),
        related: [{ span: known.call.span, message: "The first one" }],
        fixes: () =>
          isNext
            ? removalFixes(site, use.call, "the second one", "safe")
            : [
                ...removalFixes(site, use.call, "the second one", "asks", "the first has to do what the second did"),
                ...removalFixes(site, known.call, "the first one", "asks", "the lines between go without it"),
              ]
                .filter(({ preferred }) => preferred === true)
                .map((fix) => ({ ...fix, preferred: false })),
      });
    }
  },
};

/** Features whose first argument is a map: a second use declares it again, and the last one counts (seen with sendmail). */
const WITH_MAPS: ReadonlySet<string> = new Set([
  "access_db",
  "mailertable",
  "virtusertable",
  "genericstable",
  "domaintable",
  "bitdomain",
  "uucpdomain",
  "authinfo",
]);

function reportReplaced(site: MailSite, config: MailConfig, report: Report): void {
  const last = new Map<string, Use>();
  for (const use of config.features) {
    if (use.implied || !WITH_MAPS.has(use.name) || !site.has(use.call.span.source)) continue;
    const before = last.get(use.name);
    last.set(use.name, use);
    const map = (one: Use) => one.args[0]?.text.trim() ?? "";
    if (before === undefined || map(before) === map(use) || before.call.span.start === use.call.span.start) continue;
    report({
      span: before.call.span,
      severity: "warning",
      message: `Another ${featureLabel(use.name)} below declares the same map again.\nThe last one counts, so "${map(before) || "the usual file"}" is not looked into. Keep the one that you mean.`,
      related: [{ span: use.call.span, message: "This one counts" }],
      fixes: () =>
        removalFixes(site, before.call, "this one", "asks", "nothing changes for mail").map((fix) => ({
          ...fix,
          preferred: false,
        })),
    });
  }
}

/** True where no other word and no setting of the file lies between two uses: then the second one finds all as the first left it. */
function adjacent({ uses, settings }: MailConfig, first: Use, second: Use): boolean {
  const isBetween = ({ order, implied }: { readonly order: number; readonly implied: boolean }) =>
    !implied && first.order < order && order < second.order;
  return !uses.some(isBetween) && !settings.some(isBetween);
}
