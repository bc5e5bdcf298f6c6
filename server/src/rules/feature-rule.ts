// The shape that rules about one feature share: each live use is reported, and can be removed or kept behind dnl.
import type { Use } from "../mc/types.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { removalFixes } from "./edits.ts";
import type { Fix, RuleMeta, SiteRule } from "./types.ts";

/** Where a use is pointed at: the call as its author wrote it, or the call in the .mc that brought it in. */
export function placeOf(site: MailSite, use: Use): Span {
  return site.document(use.call.span.source) === undefined ? use.call.site : use.call.span;
}

/** A feature as it is spoken of in messages and menus. */
export function featureLabel(name: string): string {
  return `FEATURE(\`${name}')`;
}

/**
 * A rule that reports each live use of a feature. `message` may look at the use, and give undefined where it is harmless.
 * `effect`: what changes for mail without it, as the end of a fix's title.
 */
export function featureRule(
  meta: RuleMeta,
  feature: string,
  message: (use: Use, site: MailSite) => string | undefined,
  effect: string,
  fixes: (site: MailSite, use: Use) => readonly Fix[] = (site, use) =>
    removalFixes(site, use.call, featureLabel(feature), meta.fix === "none" ? "asks" : meta.fix, effect),
): SiteRule {
  return {
    meta,
    check(site, report) {
      for (const use of site.mc?.config.feature(feature) ?? []) {
        const text = message(use, site);
        if (text !== undefined) report({ span: placeOf(site, use), message: text, fixes: () => fixes(site, use) });
      }
    },
  };
}
