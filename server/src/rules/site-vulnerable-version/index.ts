// A version of sendmail with published vulnerabilities, wherever it is named: a setting, the .cf, the m4 library or a VERSIONID.
import { type Hole, holesOf, NEWEST_VERSION, patchOf, patchState } from "../../catalog/index.ts";
import { type KnownPlatform, stampOf } from "../../site/platform.ts";
import type { MailSite } from "../../site/types.ts";
import { hintedVersion, type VersionSource, versionLine, versionPlace } from "../../site/version.ts";
import type { Severity, SiteRule } from "../types.ts";

/** How bad it is, by what the worst hole allows. */
const SEVERITY: Readonly<Record<Hole["allows"], Severity>> = {
  code: "error",
  forgery: "information",
  crash: "warning",
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
  check(site, report, { targetVersion, versionSource = "setting", platform }) {
    if (site.mc?.part === true) return;
    const hint = targetVersion === undefined ? hintedVersion(site) : undefined;
    const version = targetVersion ?? hint?.version;
    if (version === undefined) return;
    const source = hint === undefined ? versionSource : "versionid";
    const open = openHoles(site, version, platform);
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

/** The holes of a version that the system's package has not closed, as far as anybody can tell. */
function openHoles(site: MailSite, version: string, known: KnownPlatform | undefined): readonly Hole[] {
  const all = holesOf(version);
  if (known === undefined) {
    // "8.17.1.9/Our own": whose package it is, is not known, and the number of another one tells less than sendmail's.
    return stampOf(site) === undefined || all.some(({ allows }) => allows === "code") ? all : [];
  }
  return all.filter(({ id }) => {
    const state = patchState(known.platform, id, version, known.stamp);
    if (state === "by-hand") return !closesByHand(site);
    return state === undefined || state === "open";
  });
}

/** True where the access map gives all clients the letter that ends messages with CR LF only. */
function closesByHand(site: MailSite): boolean {
  for (const { tag, shape, value } of site.access?.table.entries() ?? [])
    if (tag.toLowerCase() === "srv_features" && shape.kind === "empty" && /(?:^|\s)o/.test(value)) return true;
  return false;
}

function upper(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
