// A text from which no map was made, although sendmail needs it.
import { compileCommand, compiledState } from "../../site/compiled.ts";
import { homeOf } from "../../site/home.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-missing-map",
    title: "A map that sendmail needs was never made from its text",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    sources: ["makemap(8)", "seen with sendmail -bs without the map, with and without -o"],
  },
  check(site, report) {
    const home = homeOf(site);
    if (home === undefined) return;
    const { uri, folder, isLive } = home;
    // A copy seldom has the maps; where it has one, it should have the others.
    if (!isLive && !site.tables.some(({ compiled }) => compiled !== undefined)) return;
    for (const file of site.tables) {
      const { naming } = file;
      if (naming === undefined || naming.optional || !naming.path.startsWith(folder)) continue;
      // Without a class (`implicit`) sendmail searches the text where there is no map.
      if (naming.mapType === "implicit" || compiledState(file, site) !== "missing") continue;
      const { noun, compiled } = site.kinds.table(file.kind);
      report({
        // What runs refuses mail or keeps it waiting; a copy gets its maps where it is installed.
        ...(isLive ? { severity: "error" as const } : {}),
        span: site.document(naming.span.source) === undefined ? { source: uri, start: 0, end: 0 } : naming.span,
        message: `sendmail needs a map of this file, and there is none.\nWithout the ${noun}, ${compiled?.missing}. Run ${compileCommand(file, site)}. With -o before the path, sendmail works without the map.`,
      });
    }
  },
};
