// A text of which sendmail has no map that it can open.
import { unmadeText } from "../../site/compiled.ts";
import { homeOf } from "../../site/home.ts";
import { beginningOf, knownPlace } from "../facts/known-place.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-missing-map",
    title: "A map that sendmail needs was never made, or cannot be opened",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    sources: [
      "makemap(8)",
      "seen with sendmail -bs, -bv and -bt: no map, an empty one, one of another type, with and without -o",
    ],
  },
  check(site, report, { platform }) {
    const home = homeOf(site);
    for (const file of site.tables) {
      const text = unmadeText(file, site, { family: platform?.platform.family });
      const { naming } = file;
      if (home === undefined || text === undefined || naming === undefined) continue;
      // An optional map may well be missing, unless somebody wrote lines for it.
      if (naming.optional && file.table.entryCount === 0) continue;
      report({
        // What runs refuses mail or keeps it waiting; a copy gets its maps where it is installed.
        ...(home.isLive && !naming.optional ? { severity: "error" as const } : {}),
        span: knownPlace(site, naming.span, beginningOf(home.uri)),
        message: `${text.what}\n${text.until}${naming.optional ? "" : " With -o before the path, sendmail works without the map."}`,
      });
    }
  },
};
