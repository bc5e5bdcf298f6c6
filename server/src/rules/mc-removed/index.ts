// Words that the target version does not have any more.
import { availability, type Kind, NEWEST_VERSION } from "../../catalog/index.ts";
import { removalFixes } from "../edits/edits.ts";
import { knownWords, spoken } from "../facts/versions.ts";
import type { SiteRule } from "../types.ts";

/** Kinds of names that are files of the library. */
const FILES: ReadonlySet<Kind> = new Set<Kind>(["feature", "mailer", "ostype", "domain", "hack"]);

export const rule: SiteRule = {
  meta: {
    code: "mc-removed",
    title: "A word that sendmail no longer has",
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
        // Of a setting the library only warns, or nobody reads it any more; m4 gives up on a file that is gone.
        ...(FILES.has(record.kind) ? {} : { severity: "warning" as const }),
        tags: ["deprecated"],
        message: `sendmail ${state.version} removed ${record.name}.\n${spoken(record.text)} Remove the line.`,
        fixes: () => removalFixes(site, call, record.name, "asks", "any effect that it still has is lost"),
      });
    }
  },
};
