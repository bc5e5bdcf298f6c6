// Words that have another name in the target version.
import { availability, catalog, compareVersions, NEWEST_VERSION } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { knownWords } from "../facts/versions.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-renamed",
    title: "A word that has a new name",
    severity: "information",
    kinds: ["mc"],
    fix: "safe",
    versions: ">=8.9",
    guidance: "readme",
    sources: ["RELEASE_NOTES"],
  },
  check(site, report, { targetVersion, platform }) {
    for (const { record, span } of knownWords(site)) {
      const state = availability(record, targetVersion ?? NEWEST_VERSION, platform);
      if (state.state !== "renamed") continue;
      const { to, version } = state;
      const sameKind = catalog.get(record.kind, to) !== undefined;
      report({
        span,
        tags: ["deprecated"],
        message: `sendmail ${version} renamed ${record.name} to ${to}.\nThe old name still works for now, with a warning from m4. Write the new one.`,
        fixes: () => {
          if (!sameKind) return [];
          const isSure = targetVersion !== undefined && !hasOlderHint(site, version);
          const effect = isSure ? "" : `: sendmail before ${version} does not know it, and the setting would be lost`;
          return [replacement(`Write ${to}${effect}`, span, to, isSure ? "safe" : "asks")];
        },
      });
    }
  },
};

/** True where a VERSIONID names an older version: the file may still be used with that one. */
function hasOlderHint(site: MailSite, version: string): boolean {
  const ids = site.mc?.config.versionIds.flatMap(({ name, args }) => [name, ...args.map(({ text }) => text)]) ?? [];
  const named = ids.flatMap((id) => id.match(/\b8\.\d+(?:\.\d+)*/g) ?? []);
  return named.some((one) => compareVersions(one, version) < 0);
}
