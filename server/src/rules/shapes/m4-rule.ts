// The shape that rules about m4's own complaints share.
import type { M4Error } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import { contains, type Span } from "../../text.ts";
import { beginningOf, knownPlace } from "../facts/known-place.ts";
import type { Fix, RuleMeta, SiteRule } from "../types.ts";

/** Where an error is shown: where it was made if that is in one of the site's files, else the call in the .mc that led there. */
export function placeOfError(site: MailSite, error: M4Error): Span {
  const { call } = error;
  // An argument that a macro gives is not written in the call, so the call is marked as a whole.
  if (error.code === "too-many-arguments" && call !== undefined && !contains(call.span, error.span))
    return knownPlace(site, call.span, call.site);
  // Running out of the budget happens somewhere in the loop; what started it is the call in the .mc.
  const place = error.code === "budget" ? error.site : knownPlace(site, error.span, error.site);
  // A text that is too long from its first letter on has no call that could be named.
  const isNowhere = error.code === "budget" && !site.has(place.source);
  return isNowhere && site.mc !== undefined ? beginningOf(site.mc.uri) : place;
}

/** A rule that puts m4's errors of some codes into words. `message` gives undefined for an error that is not worth saying. */
export function m4Rule(
  meta: RuleMeta,
  codes: readonly M4Error["code"][],
  message: (error: M4Error, site: MailSite) => string | undefined,
  fixes?: (error: M4Error, site: MailSite) => readonly Fix[],
): SiteRule {
  const wanted = new Set(codes);
  return {
    meta,
    check(site, report) {
      for (const error of site.mc?.config.expansion.errors ?? []) {
        if (!wanted.has(error.code)) continue;
        const text = message(error, site);
        if (text === undefined) continue;
        const fix = fixes === undefined ? {} : { fixes: () => fixes(error, site) };
        report({ span: placeOfError(site, error), message: text, ...fix });
      }
    },
  };
}
