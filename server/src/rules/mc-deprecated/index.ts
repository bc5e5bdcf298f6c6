// Words that still work and should not be used any more.
import { availability, NEWEST_VERSION } from "../../catalog/index.ts";
import { knownWords, spoken } from "../facts/versions.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-deprecated",
    title: "A word that still works but is deprecated",
    severity: "information",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "readme",
    sources: ["RELEASE_NOTES"],
  },
  check(site, report, { targetVersion = NEWEST_VERSION, platform }) {
    for (const { record, span } of knownWords(site)) {
      const state = availability(record, targetVersion, platform);
      if (state.state !== "deprecated") continue;
      report({
        span,
        tags: ["deprecated"],
        message: `${record.name} has been deprecated since sendmail ${state.version}.\nA later version may remove it. ${spoken(record.text)}`,
      });
    }
  },
};
