// Words that the target version does not have yet.
import { availability } from "../../catalog/index.ts";
import type { SiteRule } from "../types.ts";
import { knownWords } from "../versions.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-newer-version",
    title: "A word that needs a newer version of sendmail",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ["RELEASE_NOTES"],
  },
  check(site, report, { targetVersion, platform }) {
    if (targetVersion === undefined) return;
    for (const { record, span } of knownWords(site)) {
      const state = availability(record, targetVersion, platform);
      if (state.state !== "not-yet") continue;
      report({
        span,
        message: `${record.name} needs sendmail ${state.version}; this server runs ${targetVersion}.\nThat version does not know it, or ignores it. Update sendmail, or remove it.`,
      });
    }
  },
};
