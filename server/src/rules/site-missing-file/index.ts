// A file that the .mc names, that must be there, and is not.
import { commandFor } from "../../site/compiled.ts";
import { homeOf } from "../../site/home.ts";
import { beginningOf, knownPlace } from "../facts/known-place.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-missing-file",
    title: "A file that the configuration needs does not exist",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    sources: ["Operations guide, F lines", "seen with sendmail -bD, which ends with status 71"],
  },
  check(site, report) {
    const home = homeOf(site);
    if (home === undefined || !home.isInFolder) return;
    const { uri, folder } = home;
    for (const { kind, path, mapType, columns, optional, span } of site.missing) {
      if (optional || kind === "include" || !path.startsWith(folder)) continue;
      const { noun, compiled } = site.kinds.table(kind);
      const text =
        compiled === undefined
          ? `There is no ${path}, and sendmail does not start without it.\nCreate it; it may be empty.`
          : columns === undefined
            ? `There is no ${path}, the text of the ${noun}.\nIf the map that ${compiled.by} makes from it is missing too, ${compiled.missing}. Create it and run ${commandFor(compiled, path, mapType)}.`
            : `There is no ${path}, the text in which sendmail looks.\nWithout it, ${compiled.missing}. Create it; it may be empty.`;
      report({
        span: knownPlace(site, span, beginningOf(uri)),
        // Without a class file sendmail does not start; without the text of a map it may still have the map.
        severity: compiled === undefined ? "error" : "warning",
        message: text,
      });
    }
  },
};
