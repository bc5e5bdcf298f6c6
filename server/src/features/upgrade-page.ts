// "Check an Upgrade" as a page: what changes its meaning on the way to another version, and what to do.
import { compareVersions, holesOf, NEWEST_VERSION, RELEASES, releaseOf } from "../catalog/index.ts";
import type { UpgradeReport } from "../protocol.ts";
import { type UpgradeChange, upgradeChanges } from "../rules/facts/upgrade.ts";
import type { KnownPlatform } from "../site/platform.ts";
import type { MailSite } from "../site/types.ts";
import type { SiteVersion } from "../site/version.ts";
import { markdownText } from "./markdown.ts";
import { notRead } from "./not-read.ts";
import { fileName, placeLink } from "./relay-report.ts";

/** What is asked. */
export interface UpgradeQuestion {
  readonly site: MailSite;
  /** The version that runs; undefined where it is not known. */
  readonly from: SiteVersion | undefined;
  /** The version that is wanted; the newest where none is named. */
  readonly to: string | undefined;
  readonly platform: KnownPlatform | undefined;
}

const LIBRARY =
  "Only the m4 library here names the version that runs. Set `targetVersion` where the server runs another.";

/** What is said of a version that nobody has released, as far as is known here. */
export function unknownRelease(version: string): string {
  return `No sendmail ${version} is known here; the newest is ${NEWEST_VERSION}.`;
}

/** The page, and its parts as data. */
export function upgradeReport({ site, from, to = NEWEST_VERSION, platform }: UpgradeQuestion): UpgradeReport {
  const name = fileName(site.id);
  const title = `Upgrade to ${to}: ${name}`;
  const unread = [notRead(site, "What an upgrade changes for these files is not known:")].filter((text) => text !== "");
  const page = (
    parts: readonly string[],
    changes: readonly UpgradeChange[] = [],
    version: string | null = null,
  ): UpgradeReport => ({
    title,
    markdown: `${[`# ${markdownText(name)}: from ${version ?? "an unknown version"} to ${to}`, ...unread, ...parts].join("\n\n")}\n`,
    from: version,
    source: version === null ? null : (from?.source ?? null),
    to,
    changes: changes.map((change) => ({
      in: change.in,
      subject: change.subject,
      what: change.what,
      fix: change.fix,
      place: placeOf(site, change),
    })),
  });
  if (from === undefined)
    return page([
      "It is not known which version runs: neither a setting, nor the .cf, nor a library names one. Set `sendmail.targetVersion`, or `targetVersion` in the project file.",
    ]);
  const { version } = from;
  const release = releaseOf(to);
  const isBack = compareVersions(version, to) > 0;
  if (compareVersions(version, to) === 0) return page([`sendmail ${version} is what runs already.`], [], version);
  const changes = upgradeChanges(site, version, to, platform);
  const closed = holesOf(version).filter(({ fixed }) => compareVersions(fixed, to) <= 0);
  return page(
    [
      ...(from.source === "library" ? [LIBRARY] : []),
      release === undefined ? unknownRelease(to) : `sendmail ${to} was released on ${RELEASES[release] ?? ""}.`,
      ...(closed.length === 0 ? [] : [`It closes ${closed.map(({ id, what }) => `${id} (${what})`).join("; ")}.`]),
      changes.length === 0
        ? "Nothing was found in this site that changes its meaning. Build the .cf with the new library, and compare the two."
        : [
            ...(isBack ? ["This goes back to an older version. It takes these away:", ""] : []),
            "| since | what | changes | what to do | where |",
            "| --- | --- | --- | --- | --- |",
            ...changes.map(
              (change) =>
                `| ${change.in} | ${markdownText(change.subject)} | ${cell(change.what)} | ${cell(change.fix)} | ${change.span === undefined ? "" : placeLink(site, change.span)} |`,
            ),
          ].join("\n"),
    ],
    changes,
    version,
  );
}

/** Markdown of our own for a cell of a table. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function placeOf(site: MailSite, { span }: UpgradeChange): { readonly uri: string; readonly line: number } | null {
  const document = span && site.document(span.source);
  return span === undefined || document === undefined
    ? null
    : { uri: span.source, line: document.positionAt(span.start).line };
}
