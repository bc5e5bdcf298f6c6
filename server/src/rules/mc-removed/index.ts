// Words that the target version does not have any more.
import { availability, NEWEST_VERSION } from "../../catalog/index.ts";
import { removalFixes } from "../edits.ts";
import type { SiteRule } from "../types.ts";
import { knownWords, spoken } from "../versions.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-removed",
    title: "A word that sendmail does not have any more",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ["RELEASE_NOTES"],
  },
  check(site, report, { targetVersion = NEWEST_VERSION, platform }) {
    for (const { record, span, call } of knownWords(site)) {
      const state = availability(record, targetVersion, platform);
      if (state.state !== "removed") continue;
      report({
        span,
        tags: ["deprecated"],
        message: `${record.name} is gone since sendmail ${state.version}. ${spoken(record.text)} Remove the line.`,
        fixes: () => removalFixes(site, call, record.name, "asks", "what your sendmail still makes of it is lost"),
      });
    }
  },
};
