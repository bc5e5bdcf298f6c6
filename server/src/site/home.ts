// Where a configuration is at home: the folder that its paths name, with the files that sendmail reads around it.
import { pathOf, SETTINGS_FOLDER } from "./paths.ts";
import type { MailSite } from "./types.ts";

export interface Home {
  /** The configuration: the .mc, or the .cf that has none. */
  readonly uri: string;
  /** The folder of mail settings, with a slash at its end. */
  readonly folder: string;
  /** True where the configuration is in that very folder of this machine, or of a root. */
  readonly isLive: boolean;
  /** True where it is in a folder of that name: of a copy, at the latest. */
  readonly isInFolder: boolean;
}

/**
 * Undefined for a .mc that m4 cannot read or without a .cf beside it, and for a .cf without any of its tables: a repository seldom
 * has all files around it.
 */
export function homeOf({ mc, cf, tables }: MailSite): Home | undefined {
  if (mc === undefined ? tables.length === 0 : mc.compiled === undefined || mc.config.fatal !== undefined)
    return undefined;
  const uri = (mc ?? cf)?.uri;
  if (uri === undefined) return undefined;
  const folder = mc?.config.mailSettingsDir ?? SETTINGS_FOLDER;
  const path = pathOf(uri);
  const own = path.slice(0, path.lastIndexOf("/") + 1);
  return { uri, folder, isLive: own === folder, isInFolder: own.endsWith(folder) };
}
