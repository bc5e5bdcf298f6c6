// A version of sendmail with published vulnerabilities, wherever it is named: a setting, the .cf, the m4 library or a VERSIONID.
import { type Hole, NEWEST_VERSION, patchOf } from "../../catalog/index.ts";
import { holesIn } from "../../site/holes.ts";
import { hintedVersion, type VersionSource, versionLine, versionPlace } from "../../site/version.ts";
import type { Severity, SiteRule } from "../types.ts";

/** How bad it is, by what the worst hole allows. */
const SEVERITY: Readonly<Record<Hole["allows"], Severity>> = {
  code: "error",
  forgery: "information",
  crash: "warning",
  web: "information",
  local: "information",
};

/** Who names the version, as a clause. */
const SAYS: Readonly<Record<VersionSource, string>> = {
  setting: "the setting sendmail.targetVersion names it",
  cf: "the .cf was made by it",
  library: "the m4 library has it",
  versionid: "a VERSIONID names it",
};

export const rule: SiteRule = {
  meta: {
    code: "site-vulnerable-version",
    title: "A version of sendmail with known vulnerabilities",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    guidance: "downloads",
    sources: ["RELEASE_NOTES, entries marked SECURITY", "https://www.cve.org"],
  },
  check(site, report, { targetVersion, versionSource = "setting", platform, installedVersion }) {
    if (site.mc?.part === true) return;
    // A copy of another system's files is built with this machine's library, which says less of that system than a hint does.
    const isGuess = targetVersion === undefined || (versionSource === "library" && installedVersion === undefined);
    const hint = isGuess ? hintedVersion(site) : undefined;
    const version = hint?.version ?? targetVersion;
    if (version === undefined) return;
    const source = hint === undefined ? versionSource : "versionid";
    const { open } = holesIn(site, version, platform);
    const [worst] = open;
    if (worst === undefined) return;
    const byHand = platform && patchOf(platform.platform, worst.id, version)?.by;
    const others =
      open.length === 1 ? "" : ` It has ${open.length} published holes: ${open.map(({ id }) => id).join(", ")}.`;
    const line = site.mc !== undefined && source === "cf" && site.cf ? versionLine(site.cf.document) : undefined;
    // A hint is no more than that, and a system's own corrections may not show in the number.
    const severity = hint === undefined ? SEVERITY[worst.allows] : "information";
    report({
      span: hint?.use.nameSpan ?? versionPlace(site),
      severity,
      ...(line === undefined ? {} : { related: [{ span: line, message: "The version" }] }),
      message:
        `sendmail ${version} has a published hole: ${worst.id}.\n${upper(worst.what)} (closed in ${worst.fixed}).${others} ` +
        `The version is known because ${SAYS[source]}. ` +
        (byHand === undefined
          ? `Update to ${NEWEST_VERSION}, unless your system's package has the corrections.`
          : `The package of ${platform?.platform.title} closes it with ${byHand}.`),
    });
  },
};

function upper(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
