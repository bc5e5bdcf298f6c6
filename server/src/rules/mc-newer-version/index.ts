// Words that the target version does not have yet.
import { availability } from "../../catalog/index.ts";
import { isIgnored, knownWords } from "../facts/versions.ts";
import type { SiteRule } from "../types.ts";

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
      const ignored = isIgnored(record);
      const effect =
        record.kind === "macro"
          ? "The call becomes a line of the .cf."
          : `m4 ${ignored ? "ignores" : "cannot open"} it.`;
      report({
        span,
        ...(ignored ? { severity: "warning" as const } : {}),
        message: `${record.name} needs sendmail ${state.version}; this server runs ${targetVersion}.\n${effect} Update sendmail, or remove it.`,
      });
    }
  },
};
