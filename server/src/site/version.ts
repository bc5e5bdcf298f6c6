// The sendmail that a site is for: its version, and the m4 library it is built with, where that is installed.
import { availability, catalog, compareVersions } from "../catalog/index.ts";
import type { Use } from "../mc/types.ts";
import type { Span, TextDocument } from "../text.ts";
import { boundsOf, type PathSettings, type Place, placesOf, within } from "./paths.ts";
import type { MailSite, Workspace } from "./types.ts";

/** Folders of the library whose files a .mc asks for by name. */
export type LibraryFolder = "feature" | "mailer" | "ostype" | "domain" | "hack";
const FOLDERS: readonly LibraryFolder[] = ["feature", "mailer", "ostype", "domain", "hack"];

/** Where systems install it; asked for where nobody names another place. */
export const USUAL_PLACES = ["/usr/share/sendmail/cf", "/usr/share/sendmail-cf", "/usr/lib/mail/cf"];

/** Where libraries are on systems of others: a .mc with one of these is for such a system. */
const OTHER_PLACES: ReadonlySet<string> = new Set([
  ...USUAL_PLACES,
  "/usr/lib/sendmail-cf",
  "/usr/share/sendmail",
  "/usr/local/share/sendmail/cf",
  "/usr/src/contrib/sendmail/cf",
  "/etc/mail/cf",
  // In the source tree the .mc lie beside it.
  "..",
]);

/** The file of the library that comes first, below its folder. */
const FIRST_FILE = "/m4/cf.m4";

function usualPlaces(root: string): readonly Place[] {
  return USUAL_PLACES.map((path) => ({ uri: within(root, path), bounds: { kind: "root", root } }));
}

/** The folder of the library that a file is the first of; [] for another file. */
function libraryAt({ uri, bounds }: Place): readonly Place[] {
  return uri.endsWith(FIRST_FILE) ? [{ uri: uri.slice(0, -FIRST_FILE.length), bounds }] : [];
}

export interface InstalledLibrary {
  /** URI of its folder. */
  readonly uri: string;
  /** As it is in m4/version.m4, e.g. `8.17.1.9`; undefined where that cannot be read. */
  readonly version: string | undefined;
  /** Names without `.m4`, by folder. */
  readonly names: Readonly<Record<LibraryFolder, readonly string[]>>;
}

/**
 * A file of the library that a .mc includes and that is not there. `wrong`: the system that the .mc is for has its library elsewhere;
 * `unseen`: the files of that system are not all here.
 */
export interface MissingLibrary {
  readonly kind: "wrong" | "unseen";
  /** As the .mc names it. */
  readonly path: string;
  readonly span: Span;
}

/** Finds installed libraries and keeps what was read of them; they change only when sendmail is installed again. */
export class InstalledLibraries {
  readonly #workspace: Workspace;
  readonly #settings: PathSettings;
  readonly #found = new Map<string, Promise<InstalledLibrary | undefined>>();

  constructor(workspace: Workspace, settings: PathSettings) {
    this.#workspace = workspace;
    this.#settings = settings;
  }

  /**
   * The library that a site uses: that of the setting, the one its .mc includes, or the usual one; undefined where none is at
   * hand. With a root that is set, only a library below it; files of another system without one are built with this machine's,
   * which is a program and no part of their site.
   */
  async of(site: MailSite): Promise<InstalledLibrary | undefined> {
    for (const place of this.#places(site)) {
      const library = await this.#at(place);
      if (library !== undefined) return library;
    }
    return undefined;
  }

  /**
   * The m4/cf.m4 that the .mc includes, where m4 cannot open it: undefined where it is there, and where nobody knows (no library is
   * available to tell that this is the system that the .mc is for, or the path is that of another one).
   */
  async missingFor(site: MailSite): Promise<MissingLibrary | undefined> {
    const include = site.mc?.config.expansion.includes.find(({ path }) => path.endsWith(FIRST_FILE));
    if (include === undefined || site.mc?.template === true) return undefined;
    const { path, call } = include;
    const { root } = this.#settings;
    const bounds = boundsOf(site.id, this.#settings, site.mc?.config.mailSettingsDir);
    // A library is a program, and no part of a copy: m4 opens that of this machine.
    const machine = { uri: within("file:///", path), bounds: { kind: "root", root: "file:///" } as const };
    const isMachines = root === undefined && bounds.kind === "copy" && path.startsWith("/");
    for (const place of [...this.#included(site), ...(isMachines ? libraryAt(machine) : [])])
      if ((await this.#at(place)) !== undefined) return undefined;
    const found = { path, span: call.args[0]?.exact ?? call.site };
    if (bounds.kind === "root")
      for (const place of usualPlaces(bounds.root))
        if ((await this.#at(place)) !== undefined) return { kind: "wrong", ...found };
    const isOfAnother = OTHER_PLACES.has(path.slice(0, -FIRST_FILE.length));
    return isOfAnother || (await this.of(site)) === undefined ? undefined : { kind: "unseen", ...found };
  }

  #at(place: Place): Promise<InstalledLibrary | undefined> {
    const known = this.#found.get(place.uri) ?? this.#read(place);
    this.#found.set(place.uri, known);
    return known;
  }

  /** The folders of the libraries that the .mc includes. */
  #included(site: MailSite): readonly Place[] {
    return (site.mc?.config.expansion.includes ?? [])
      .filter(({ path }) => path.endsWith(FIRST_FILE))
      .flatMap(({ path }) => placesOf(path, site.id, site.mc?.config.mailSettingsDir ?? "", this.#settings))
      .flatMap(libraryAt);
  }

  #places(site: MailSite): readonly Place[] {
    const { cfDir, root } = this.#settings;
    const bounds = boundsOf(site.id, this.#settings);
    const roots = new Set([...(bounds.kind === "root" ? [bounds.root] : []), root ?? "file:///"]);
    const set = cfDir === undefined ? [] : [{ uri: cfDir, bounds: { kind: "root", root: cfDir } as const }];
    return [...set, ...this.#included(site), ...[...roots].flatMap(usualPlaces)];
  }

  async #read({ uri, bounds }: Place): Promise<InstalledLibrary | undefined> {
    if ((await this.#workspace.stat(within(uri, "m4/cf.m4"), bounds)).kind !== "there") return undefined;
    const text = await this.#workspace.read(within(uri, "m4/version.m4"), bounds);
    const names: Record<LibraryFolder, readonly string[]> = {
      feature: [],
      mailer: [],
      ostype: [],
      domain: [],
      hack: [],
    };
    for (const folder of FOLDERS) {
      const files = await this.#workspace.list(within(uri, folder), bounds);
      if (files.kind !== "there") continue;
      names[folder] = files.value.flatMap((file) => (file.endsWith(".m4") ? [file.slice(0, -".m4".length)] : []));
    }
    return { uri, version: text.kind === "there" ? versionIn(text.value.getText()) : undefined, names };
  }
}

/**
 * The version in a text with a `DZ` line: a .cf, or m4/version.m4 which writes that line. What follows the numbers is left out.
 * Undefined where a site numbers its .cf in a way of its own.
 */
export function versionIn(text: string): string | undefined {
  return /^DZ\s*(8(?:\.\d+)+)/m.exec(text)?.[1];
}

/** Where a site's version is known from, the surest first. */
export type VersionSource = "setting" | "cf" | "library" | "versionid";

/** The version of sendmail that a site is for, and who says so. */
export interface SiteVersion {
  readonly version: string;
  readonly source: VersionSource;
}

/**
 * The version that a site runs: as set, else that of its .cf, else that of the library that it is built with. Undefined where none
 * of them names one.
 */
export function siteVersion(site: MailSite, library: InstalledLibrary | undefined): SiteVersion | undefined {
  const own = ownVersion(site);
  if (own !== undefined) return own;
  return library?.version === undefined ? undefined : { version: library.version, source: "library" };
}

/** The version of a site as it is set, or as its own .cf names it. */
export function ownVersion(site: MailSite): SiteVersion | undefined {
  if (site.targetVersion !== undefined) return { version: site.targetVersion, source: "setting" };
  const compiled = compiledVersion(site);
  return compiled === undefined ? undefined : { version: compiled, source: "cf" };
}

/** The place to speak of a site's version at: the line of a .cf by itself, a VERSIONID or OSTYPE of the .mc, else the file's beginning. */
export function versionPlace({ id, mc, cf }: MailSite): Span {
  if (mc === undefined) return (cf && versionLine(cf.document)) ?? { source: id, start: 0, end: 0 };
  const [use] = [...mc.config.versionIds, ...mc.config.ostypes].filter(
    ({ implied, nameSpan }) => !implied && nameSpan.source === mc.uri,
  );
  return use?.nameSpan ?? { source: mc.uri, start: 0, end: 0 };
}

/** The DZ line of a .cf; undefined where it has none. */
export function versionLine(document: TextDocument): Span | undefined {
  const line = /^DZ.*$/m.exec(document.getText());
  return line === null ? undefined : { source: document.uri, start: line.index, end: line.index + line[0].length };
}

/**
 * The newest version that a VERSIONID of the .mc names: a hint, since people copy files. Three numbers at least: with two it may be
 * the revision that the library's own files have there. Undefined for none.
 */
export function hintedVersion({ mc }: MailSite): { readonly version: string; readonly use: Use } | undefined {
  let found: { readonly version: string; readonly use: Use } | undefined;
  for (const use of mc?.config.versionIds ?? []) {
    if (use.implied) continue;
    for (const [version] of (use.args[0]?.text ?? "").matchAll(/(?<![\d.])8\.\d{1,2}\.\d{1,2}(?![\d.]*\d)/g))
      if (found === undefined || compareVersions(version, found.version) > 0) found = { version, use };
  }
  return found;
}

/** The version that a site's .cf was made with; undefined where there is no .cf, or none with a version. */
export function compiledVersion(site: MailSite): string | undefined {
  return site.cf && versionIn(site.cf.document.getText());
}

/** Features that the version that was set does not know yet, or no more, each with a sentence: what it does there is not what it does here. */
export function featuresOfOtherVersions({ mc, targetVersion }: MailSite): readonly { text: string; span: Span }[] {
  if (mc === undefined || targetVersion === undefined) return [];
  return mc.config.features.flatMap(({ name, nameSpan: span }) => {
    const record = catalog.get("feature", name);
    const state = record && availability(record, targetVersion);
    if (state?.state === "not-yet")
      return [{ text: `FEATURE(\`${name}') needs sendmail ${state.version}, and ${targetVersion} is set.`, span }];
    if (state?.state === "removed")
      return [
        { text: `FEATURE(\`${name}') is gone since sendmail ${state.version}, and ${targetVersion} is set.`, span },
      ];
    return [];
  });
}
