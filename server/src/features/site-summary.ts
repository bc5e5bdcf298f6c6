// By what a file is judged, in a few words: version, system, m4 library, root, and what could not be read.
import type { SiteSummary } from "../protocol.ts";
import { obstacleText } from "../site/obstacles.ts";
import { baseName, boundsOf, type PathSettings, pathOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import type { FeatureOptions } from "./options.ts";
import { versionOf } from "./options.ts";

/** More files than these are counted only. */
const MOST_NAMED = 10;
/** Letters that a status bar's list has room for, beside what the files are of. */
const BRIEF = 40;

/** The summary of a site. */
export function siteSummary(site: MailSite, options: FeatureOptions, settings: PathSettings): SiteSummary {
  const { library, targetVersion } = options;
  const version = targetVersion === undefined ? `${versionOf(options)} (assumed)` : targetVersion;
  const system = site.mc?.config.ostypes.at(-1)?.name;
  const bounds = boundsOf(site.id, settings, site.mc?.config.mailSettingsDir);
  const unread = [
    ...site.unreadable.map(({ path, obstacle }) => `${path}: ${obstacleText(obstacle)}`),
    ...site.missing.filter(({ optional }) => !optional).map(({ path }) => `${path}: not found`),
  ];
  const more = unread.length - MOST_NAMED;
  return {
    judgedAs: `Judged as sendmail ${version}${system === undefined ? "" : ` on ${system}`}.`,
    library:
      library === undefined
        ? "m4 library: none found, so no .cf can be built."
        : `m4 library: ${pathOf(library.uri)}${library.version === undefined ? "" : `, version ${library.version}`}.`,
    root: bounds.kind === "root" ? `Root: ${pathOf(bounds.root)}.` : `A copy without a root: ${pathOf(bounds.folder)}.`,
    ...(site.mc === undefined && site.cf === undefined
      ? {
          files: "No configuration found",
          unread: [`There is no .mc or .cf for ${baseName(site.id)}, so it is not known what sendmail does with it`],
          unreadBriefly: "what sendmail does is not known",
        }
      : {
          files: `${unread.length > 0 ? "Not all files" : "All files"} of ${baseName(site.id)} ${unread.length > 0 ? "" : "that are here "}were read`,
          unread: [...new Set(unread.slice(0, MOST_NAMED)), ...(more > 0 ? [`and ${more} more`] : [])],
          unreadBriefly: briefly([...new Set(unread)].map((text) => baseName(text.slice(0, text.indexOf(": "))))),
        }),
  };
}

/** As many names as there is room for, and how many others there are. */
function briefly(names: readonly string[]): string {
  for (let named = names.length; named > 0; named--) {
    const left = names.length - named;
    const text = `${names.slice(0, named).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
    if (text.length <= BRIEF) return text;
  }
  return names.length === 0 ? "" : `${names.length} ${names.length === 1 ? "file" : "files"}`;
}
