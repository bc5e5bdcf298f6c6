// A .cf that another version of sendmail was made for than the one that reads it.
import { compareVersions } from "../../catalog/index.ts";
import { compiledVersion, versionLine, versionPlace } from "../../site/version.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "site-cf-version",
    title: "A .cf that was made for another version of sendmail",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    sources: [
      "seen with sendmail 8.15.2, 8.17.1, 8.18.1 and 8.18.2: an option that a version does not know stops it",
      "RELEASE_NOTES, entries CONFIG",
    ],
  },
  check(site, report, { targetVersion, versionSource, installedVersion }) {
    const made = compiledVersion(site);
    const runs = versionSource === "setting" ? targetVersion : installedVersion;
    if (made === undefined || runs === undefined || site.cf === undefined) return;
    const order = compareVersions(upstream(made), upstream(runs));
    if (order === 0) return;
    const line = versionLine(site.cf.document);
    const isOld = order < 0;
    report({
      span: versionPlace(site),
      ...(isOld ? { severity: "information" as const } : {}),
      ...(line === undefined || site.mc === undefined ? {} : { related: [{ span: line, message: "The version" }] }),
      message: isOld
        ? `The .cf was made by sendmail ${made}, and ${runs} reads it.\nThe rules in it are those of ${made}: corrections of the library since then have no effect. Build it again with the library of ${runs}; "Check an Upgrade" says what changes.`
        : `The .cf was made by sendmail ${made}, and the older ${runs} reads it.\nsendmail stops at an option that it does not know. Build the .cf with the library of ${runs}, or update sendmail.`,
    });
  },
};

/** The number without what a package adds to it: `8.17.1.9` is 8.17.1. */
function upstream(version: string): string {
  return version.split(".").slice(0, 3).join(".");
}
