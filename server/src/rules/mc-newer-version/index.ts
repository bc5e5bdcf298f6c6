// Words that the target version does not have yet.
import { availability } from "../../catalog/index.ts";
import type { SiteRule } from "../types.ts";
import { knownWords } from "../versions.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-newer-version",
    title: "A word that the installed version of sendmail does not have yet",
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
        message: `${record.name} came with sendmail ${state.version}, and this server runs ${targetVersion}: there it is unknown or ignored. Update sendmail, or do without it.`,
      });
    }
  },
};
