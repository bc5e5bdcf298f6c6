// What the answers of the editor's features depend on besides the site itself.
import { NEWEST_VERSION } from "../catalog/index.ts";
import type { BuiltCf } from "../mc/build.ts";
import type { KnownPlatform } from "../site/platform.ts";
import type { InstalledLibrary } from "../site/version.ts";

export interface FeatureOptions {
  /** Address below which the pages of guidance are found; undefined for sendmail.org's. */
  readonly guidanceBaseUrl?: string | undefined;
  /** The version of sendmail that the site runs, set or found; undefined where it is unknown. */
  readonly targetVersion?: string | undefined;
  /** The operating system of the site, set or found; undefined where it is unknown. */
  readonly platform?: KnownPlatform | undefined;
  /** The m4 library that the site is built with, where it is installed. */
  readonly library?: InstalledLibrary | undefined;
  /** The .cf that the library makes of the .mc; only where a question is about the way between the two. */
  readonly built?: BuiltCf | undefined;
}

/** The version to judge by. */
export function versionOf({ targetVersion }: FeatureOptions): string {
  return targetVersion ?? NEWEST_VERSION;
}
