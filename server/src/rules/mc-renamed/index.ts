// Words that have another name in the target version.
import { availability, catalog, NEWEST_VERSION } from "../../catalog/index.ts";
import { replacement } from "../edits.ts";
import type { SiteRule } from "../types.ts";
import { knownWords } from "../versions.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-renamed",
    title: "A word that has another name now",
    severity: "information",
    kinds: ["mc"],
    fix: "safe",
    versions: ">=8.9",
    guidance: "readme",
    sources: ["RELEASE_NOTES"],
  },
  check(site, report, { targetVersion = NEWEST_VERSION }) {
    for (const { record, span } of knownWords(site)) {
      const state = availability(record, targetVersion);
      if (state.state !== "renamed") continue;
      const { to, version } = state;
      const sameKind = catalog.get(record.kind, to) !== undefined;
      report({
        span,
        tags: ["deprecated"],
        message: `${record.name} is called ${to} since sendmail ${version}. The old name still works for now, with a warning from m4. Write the new one.`,
        fixes: () => (sameKind ? [replacement(`Change it to ${to}`, span, to)] : []),
      });
    }
  },
};
