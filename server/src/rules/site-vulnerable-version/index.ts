// A .cf of a version of sendmail that has published holes.
import { compareVersions } from "../../catalog/index.ts";
import { compiledVersion } from "../../site/version.ts";
import type { SiteRule } from "../types.ts";

/** Published holes by the version that closed them, newest first (RELEASE_NOTES; cve.org). */
const HOLES: readonly { readonly closedIn: string; readonly id: string; readonly what: string }[] = [
  {
    closedIn: "8.18.1",
    id: "CVE-2023-51765",
    what: "mail in other people's names can be smuggled in after an accepted message",
  },
  { closedIn: "8.14.9", id: "CVE-2014-3956", what: "programs run by local users inherit open connections" },
  { closedIn: "8.14.4", id: "CVE-2009-4565", what: "certificates with NUL bytes pass for other hosts" },
  { closedIn: "8.13.8", id: "CVE-2006-4434", what: "a long header line can crash a process" },
  { closedIn: "8.13.7", id: "CVE-2006-1173", what: "deeply nested mail can crash a process" },
  { closedIn: "8.13.6", id: "CVE-2006-0058", what: "strangers can run their own programs on the server" },
  { closedIn: "8.12.10", id: "CVE-2003-0694", what: "strangers can run their own programs on the server" },
];

export const rule: SiteRule = {
  meta: {
    code: "site-vulnerable-version",
    title: "The configuration was built with a version of sendmail that has known holes",
    severity: "information",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ["RELEASE_NOTES, entries marked SECURITY", "https://www.cve.org"],
  },
  check(site, report) {
    const { mc } = site;
    const version = compiledVersion(site);
    const cf = mc?.compiled && site.document(mc.compiled.uri);
    if (mc === undefined || cf === undefined || version === undefined) return;
    const line = /^DZ.*$/m.exec(cf.getText());
    // "8.17.1.9/Debian-2": the distribution's own number tells more than sendmail's.
    if (line === null || line[0].includes("/")) return;
    const open = HOLES.filter(({ closedIn }) => compareVersions(version, closedIn) < 0);
    const [newest] = open;
    if (newest === undefined) return;
    const [place] = [...mc.config.versionIds, ...mc.config.ostypes].filter(
      ({ implied, nameSpan }) => !implied && nameSpan.source === mc.uri,
    );
    const oldest = open.at(-1) ?? newest;
    report({
      span: place?.nameSpan ?? { source: mc.uri, start: 0, end: 0 },
      related: [
        { span: { source: cf.uri, start: line.index, end: line.index + line[0].length }, message: "The version" },
      ],
      message:
        `sendmail ${version} built the .cf of this file, and has ${open.length === 1 ? "a published hole" : `${open.length} published holes`}.\n` +
        `${oldest === newest ? "The hole: " : `Among them: ${oldest.what} (${oldest.id}); `}${newest.what} (${newest.id}). ` +
        `Update to ${newest.closedIn} or later, unless your distribution has fixed its own version.`,
    });
  },
};
