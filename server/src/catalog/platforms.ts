// Operating systems that ship sendmail: versions, patches, types of maps, places and commands, from data/platforms.yaml.
import platforms from "./data/platforms.yaml";
import { compareVersions } from "./version.ts";

/** Systems by the name that the setting `sendmail.platform` has for them. */
export const PLATFORM_IDS = [
  "debian11",
  "debian12",
  "debian13",
  "el8",
  "el9",
  "el10",
  "fedora",
  "amazonlinux",
  "freebsd",
  "sles",
  "solaris",
  "aix",
  "slackware",
] as const;
export type PlatformId = (typeof PLATFORM_IDS)[number];

/** Systems that do things alike. */
export type PlatformFamily = "debian" | "redhat" | "freebsd" | "suse" | "solaris" | "aix" | "slackware";

/** A hole that the system's package closes in a sendmail which has it. */
export interface PlatformPatch {
  /** As the catalogue names the hole, `CVE-2023-51765`. */
  readonly id: string;
  /** The version string of the first package with it, as it follows the numbers in a DZ line; undefined where that does not tell. */
  readonly from?: string;
  /** The sendmail that was patched. */
  readonly of: string;
  /** Set where the correction has to be switched on by hand: how, as a phrase. */
  readonly by?: string;
}

export interface Platform {
  readonly id: PlatformId;
  readonly title: string;
  readonly family: PlatformFamily;
  /** Versions of sendmail that its packages have had, the newest last. */
  readonly versions: readonly string[];
  /** A regular expression that matches what follows the numbers in the DZ line of its .cf. */
  readonly stamp?: string;
  /** OSTYPE names that only its family uses. */
  readonly ostypes?: readonly string[];
  /** A regular expression that matches a VERSIONID which it ships. */
  readonly words?: string;
  /** The folder of the m4 library, which has `m4/cf.m4`. */
  readonly library: string;
  /** Types of map files that are certainly compiled in, and certainly not. Nothing is known of the others. */
  readonly maps: { readonly has: readonly string[]; readonly lacks: readonly string[] };
  readonly patches?: readonly PlatformPatch[];
  /** What else is worth knowing of the daemon's start and of corrections of holes: a sentence or two of Markdown each. */
  readonly notes?: { readonly start?: string; readonly patches?: string };
  readonly files: { readonly cf: string; readonly mc: string; readonly aliases: string };
  /** What decides whether and how the daemon starts: paths of files that are read, or the name of a service (`svc:...`). */
  readonly startup: readonly string[];
  /** Shell commands, to be run as root. `rebuild` makes the .cf and the maps, `restart` makes the daemon read them. */
  readonly commands: { readonly rebuild: string; readonly aliases: string; readonly restart: string };
}

let read: ReadonlyMap<PlatformId, Platform> | undefined;

/** All systems, in the order of the data file. */
export function allPlatforms(): readonly Platform[] {
  read ??= new Map(
    Object.entries(JSON.parse(platforms) as Record<PlatformId, Omit<Platform, "id">>).map(([name, rest]) => {
      const id = name as PlatformId;
      return [id, { id, ...rest }];
    }),
  );
  return [...read.values()];
}

/** The system of a name; undefined for an unknown one. */
export function platformNamed(id: string): Platform | undefined {
  allPlatforms();
  return read?.get(id as PlatformId);
}

/** True for the name of a system. */
export function isPlatformId(name: string): name is PlatformId {
  return (PLATFORM_IDS as readonly string[]).includes(name);
}

/** Whether a type of map file is compiled in; undefined where that is not known. */
export function hasMapType({ maps }: Platform, type: string): boolean | undefined {
  const name = type.toLowerCase();
  if (maps.has.includes(name)) return true;
  return maps.lacks.includes(name) ? false : undefined;
}

/** The type of map file to write in place of one that is not there: the usual one of the system; undefined for none. */
export function usualMapType({ maps }: Platform): string | undefined {
  return ["hash", "cdb", "dbm"].find((type) => maps.has.includes(type));
}

/** What is known of a hole under a system's package. */
export type PatchState =
  /** The version string shows the corrected package. */
  | "closed"
  /** So it does, and the correction has to be switched on by hand. */
  | "by-hand"
  /** The version string shows an older package. */
  | "open"
  /** The package has been corrected, and the version string does not tell. */
  | "perhaps";

/**
 * What is known of a hole under a system's package; undefined where the system has no correction of its own.
 *
 * @param version sendmail's numbers, `8.17.1.9`
 * @param stamp what follows them in the DZ line; undefined where that is not known
 */
export function patchState(
  { patches = [] }: Platform,
  id: string,
  version: string,
  stamp: string | undefined,
): PatchState | undefined {
  const patch = patchOf({ patches }, id, version);
  if (patch === undefined) return undefined;
  if (patch.from === undefined || stamp === undefined) return "perhaps";
  if (comparePackages(stamp, patch.from) < 0) return "open";
  return patch.by === undefined ? "closed" : "by-hand";
}

/** A system's correction of a hole in a version of sendmail; undefined where it has none. */
export function patchOf(
  { patches = [] }: Pick<Platform, "patches">,
  id: string,
  version: string,
): PlatformPatch | undefined {
  return patches.find((one) => one.id === id && compareVersions(one.of, version) === 0);
}

/** Order of two version strings of one package, such as `Debian-2+deb12u1`: numbers by value, `+` after the end, `~` before it. */
export function comparePackages(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D/g) ?? [];
  const rank = (part: string | undefined) => (part === undefined ? 0 : part === "~" ? -1 : part.charCodeAt(0));
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [one, other] = [left[i], right[i]];
    if (one === other) continue;
    const areNumbers = one !== undefined && other !== undefined && /^\d/.test(one) && /^\d/.test(other);
    return areNumbers ? Number(one) - Number(other) : rank(one) - rank(other);
  }
  return 0;
}
