// `sendmail-lint check --upgrade-to VERSION`: what of each server changes its meaning in that version.
import { releaseOf } from "../catalog/index.ts";
import { unknownRelease } from "../features/upgrade-page.ts";
import { diskFiles } from "../files.node.ts";
import { isConfigName } from "../kinds/mc/kind.ts";
import type { UpgradeReport } from "../protocol.ts";
import { createService } from "../service.ts";
import type { Settings } from "../settings.ts";
import { baseName, pathOf } from "../site/paths.ts";
import { collect } from "./collect.ts";
import type { JsonUpgrade } from "./json-types.ts";
import { EXIT, json, type Output, printable, worst } from "./output.ts";
import { sayUnread } from "./unread.ts";

export interface UpgradeOptions {
  readonly paths: readonly string[];
  readonly to: string;
  readonly format: "json" | "text";
  readonly settings: Settings;
}

/** Prints the changes of each server. Exit status 1: something changes; 2: a version or a file is not known. */
export async function upgrade({ paths, to, format, settings }: UpgradeOptions, output: Output): Promise<number> {
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure(settings);
  if (releaseOf(to) === undefined) output.error(`sendmail-lint: ${unknownRelease(to)}`);
  const { files, unreadable } = await collect(paths);
  for (const { file, reason } of unreadable) output.error(`sendmail-lint: cannot read ${file}: ${reason}`);
  let status: number = unreadable.length > 0 ? EXIT.usage : EXIT.clean;
  const seen = new Set<string>();
  for (const { uri, named } of files) {
    if (!named && !isConfigName(baseName(uri)) && !baseName(uri).endsWith(".cf")) continue;
    const [site] = await service.sites(uri);
    const server = site?.mc?.part === true ? undefined : (site?.mc?.uri ?? site?.cf?.uri);
    if (server === undefined || seen.has(server)) continue;
    seen.add(server);
    const report = await service.upgrade(uri, to);
    if (report === undefined) continue;
    const file = pathOf(server);
    status = worst(status, sayUnread(site ?? { unreadable: [] }, output));
    if (format === "json")
      output.print(json({ file, from: report.from, to: report.to, changes: report.changes } satisfies JsonUpgrade));
    else {
      output.print(printable(`${file}: ${fromText(report)} to ${report.to}, ${changed(report.changes.length)}`));
      for (const { in: version, subject, what, fix, place } of report.changes)
        output.print(
          printable(
            `  ${place === null ? "" : `${pathOf(place.uri)}:${place.line + 1}: `}${subject} (${version}): ${what} ${fix}`,
          ),
        );
    }
    if (report.from === null) {
      output.error(
        `sendmail-lint: it is not known which version ${file} is for: set targetVersion in the project file.`,
      );
      status = EXIT.usage;
    } else if (report.changes.length > 0) status = worst(status, EXIT.findings);
  }
  if (seen.size === 0) {
    output.error(`sendmail-lint: there is no configuration of sendmail in ${paths.join(", ")}.`);
    status = EXIT.usage;
  }
  return status;
}

function fromText({ from, source }: UpgradeReport): string {
  if (from === null) return "an unknown version";
  return source === "library" ? `${from} (the m4 library here)` : from;
}

function changed(count: number): string {
  return `${count} ${count === 1 ? "change" : "changes"}`;
}
