// Which operating system a site is for: as set, or as its version string, its OSTYPE, its VERSIONID and its library tell.
import { allPlatforms, compareVersions, type Platform, platformNamed } from "../catalog/index.ts";
import { perParts } from "./per-site.ts";
import type { MailSite } from "./types.ts";

/** A system, and what it is known by: a few words to put after "because". */
export interface KnownPlatform {
  readonly platform: Platform;
  readonly because: string;
  /** The package's part of the version string of the .cf, `Debian-2+deb12u2`; undefined where there is none. */
  readonly stamp?: string;
}

/** What is known of a site besides its files. */
export interface PlatformHints {
  /** The setting `sendmail.platform`. */
  readonly platform?: string | undefined;
  /** The version that the site runs, as `siteVersion` has it. */
  readonly version?: string | undefined;
}

/** One thing that tells: the systems that it leaves, and what it is. */
interface Clue {
  readonly because: string;
  readonly left: readonly Platform[];
}

/**
 * The system that a site is for; undefined where nothing tells, or more than one is possible: two systems of a family that ship
 * the same version differ in what matters here.
 */
export function platformOf(site: MailSite, hints: PlatformHints): KnownPlatform | undefined {
  const known = knownBy(site, hints);
  const stamp = stampOf(site);
  return known === undefined || stamp === undefined ? known : { ...known, stamp };
}

function knownBy(site: MailSite, { platform, version }: PlatformHints): KnownPlatform | undefined {
  const set = platform === undefined ? undefined : platformNamed(platform);
  if (set !== undefined) return { platform: set, because: "the setting sendmail.platform names it" };
  const { clue, certain } = cluesOf(site);
  if (certain !== undefined) return certain;
  if (clue === undefined) return byNumber(version);
  const [first, ...others] = clue.left;
  if (first !== undefined && others.length === 0) return { platform: first, because: clue.because };
  if (version === undefined) return undefined;
  const [only, ...more] = clue.left.filter(({ versions }) =>
    versions.some((shipped) => compareVersions(shipped, version) === 0),
  );
  return only === undefined || more.length > 0
    ? undefined
    : { platform: only, because: `${clue.because}, with sendmail ${version}` };
}

/** A version of more than three numbers is a package's own: `8.17.1.9` is Debian's. */
function byNumber(version: string | undefined): KnownPlatform | undefined {
  if (version === undefined || version.split(".").length < 4) return undefined;
  const [platform, ...more] = allPlatforms().filter(({ versions }) => versions.includes(version));
  return platform === undefined || more.length > 0
    ? undefined
    : { platform, because: `only ${platform.title} has sendmail ${version}` };
}

/** What tells rests on the configuration alone, which an edit of a table leaves as it is. */
const configurationOf = ({ mc, cf }: MailSite) => [mc?.config, cf?.document];

const cluesOf = perParts(configurationOf, (site): { readonly clue?: Clue; readonly certain?: KnownPlatform } => {
  const stamp = stampOf(site);
  const [stamped] = stamp === undefined ? [] : allPlatforms().filter((one) => matches(one.stamp, stamp));
  if (stamped !== undefined && stamp !== undefined)
    return { certain: { platform: stamped, because: `the .cf names its version ${stamp}` } };
  const clue = [ostypeClue(site), wordClue(site), libraryClue(site)].find((one) => one !== undefined);
  return clue === undefined ? {} : { clue };
});

function ostypeClue(site: MailSite): Clue | undefined {
  for (const name of ostypesOf(site)) {
    const left = allPlatforms().filter(({ ostypes = [] }) => ostypes.includes(name));
    if (left.length > 0) return { left, because: `OSTYPE is ${name}` };
  }
  return undefined;
}

function wordClue({ mc, cf }: MailSite): Clue | undefined {
  const ids = mc?.config.versionIds.map(({ args }) => args[0]?.text ?? "") ?? bannersOf(cf?.document.getText() ?? "");
  for (const id of ids) {
    const left = allPlatforms().filter(({ words }) => matches(words, id.trim()));
    if (left.length > 0) return { left, because: `VERSIONID is "${id.trim()}"` };
  }
  return undefined;
}

/** Only Red Hat's folder has a name that no other system uses. */
function libraryClue({ mc }: MailSite): Clue | undefined {
  const used = mc?.config.expansion.includes.map(({ path }) => path) ?? [];
  const left = allPlatforms().filter(({ library }) => used.some((path) => path.startsWith(`${library}/`)));
  const [first] = left;
  if (first === undefined || left.some(({ family }) => family !== first.family)) return undefined;
  return { left, because: `it includes the library in ${first.library}` };
}

/** Names of the operating systems that a site is built for: OSTYPE of the .mc, or the banner that its file leaves in the .cf. */
function ostypesOf({ mc, cf }: MailSite): readonly string[] {
  if (mc !== undefined) return mc.config.ostypes.map(({ name }) => name);
  return bannersOf(cf?.document.getText() ?? "").flatMap((banner) => /\$Id: ([a-z0-9-]+)\.m4/.exec(banner)?.[1] ?? []);
}

/** What VERSIONID wrote into a .cf. */
function bannersOf(cf: string): readonly string[] {
  return Array.from(cf.matchAll(/^##### {2}(.*\S) {2}#####$/gm), ([, text]) => text ?? "");
}

/** What follows the numbers in a .cf's version: `Debian-2+deb12u2` of `DZ8.17.1.9/Debian-2+deb12u2`; undefined for nothing. */
export const stampOf: (site: MailSite) => string | undefined = perParts(
  ({ cf }) => [cf?.document],
  ({ cf }) => {
    const rest = cf && /^DZ\s*8(?:\.\d+)+(?:\/|(?=\+))(\S.*)$/m.exec(cf.document.getText())?.[1]?.trim();
    return rest === "" ? undefined : rest;
  },
);

function matches(expression: string | undefined, text: string): boolean {
  return expression !== undefined && new RegExp(expression).test(text);
}
