// The shape that rules about one feature share: each live use is reported, and can be removed or kept after dnl.
import { SWITCHES } from "../../mc/index.ts";
import type { MailConfig, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { removalFixes } from "../edits/edits.ts";
import { featureLabel, placeOf } from "../facts/feature-use.ts";
import type { Fix, RuleMeta, Severity, SiteRule } from "../types.ts";

/** What is said of one use: a text at the rule's own severity, or at another; undefined where it is harmless. */
type Said = string | { readonly message: string; readonly severity: Severity } | undefined;

/**
 * A rule that reports each live use of a feature. `message` may look at the use, and give undefined where it is harmless.
 * `effect`: what changes for mail without it, as the end of a fix's title.
 */
export function featureRule(
  meta: RuleMeta,
  feature: string,
  message: (use: Use, site: MailSite) => Said,
  effect: string,
  fixes: (site: MailSite, use: Use) => readonly Fix[] = (site, use) =>
    removalFixes(site, use.call, featureLabel(feature), meta.fix === "none" ? "asks" : meta.fix, effect),
): SiteRule {
  return {
    meta,
    check(site, report) {
      for (const use of site.mc?.config.feature(feature) ?? []) {
        const said = message(use, site);
        if (said === undefined) continue;
        report({ span: placeOf(site, use), ...worded(said), fixes: () => fixes(site, use) });
      }
      const config = site.mc?.config;
      const switched = config && switchUse(config, feature);
      const said = switched && message(switched, site);
      if (switched === undefined || said === undefined) return;
      const own = worded(said);
      const grade = meta.fix === "none" ? "asks" : meta.fix;
      report({
        span: switched.nameSpan,
        ...own,
        message: `${own.message}\n${switched.name} is the library's own name for FEATURE(\`${feature}').`,
        fixes: () => removalFixes(site, switched.call, `the define of ${switched.name}`, grade, effect),
      });
    },
  };
}

function worded(said: NonNullable<Said>): { readonly message: string; readonly severity?: Severity } {
  return typeof said === "string" ? { message: said } : said;
}

/** The define of the library's own switch, where that alone turns the feature on. */
function switchUse(config: MailConfig, feature: string): Use | undefined {
  if (config.feature(feature).length > 0 || !config.active.has(feature)) return undefined;
  const [name] = Object.entries(SWITCHES).find(([, its]) => its === feature) ?? [];
  const setting = name === undefined ? undefined : config.setting(name);
  if (setting === undefined || setting.implied) return undefined;
  const { nameSpan, call, order } = setting;
  return { name: setting.name, nameSpan, args: [], call, order, implied: false };
}
