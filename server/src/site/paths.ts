// Where a file that a configuration names may be found.
import { URI, Utils } from "vscode-uri";
import type { Bounds } from "./types.ts";

/**
 * A URI in its parts. A client may send anything: what is not a URI becomes one that names no file, and where a path is missing
 * it is `/`, so that names may be put after it.
 */
function parse(uri: string): URI {
  const found = parsed.get(uri) ?? parsedNow(uri);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(uri, found);
  return found;
}

/** URIs that are remembered in their parts: every keystroke asks for those of all files of a site. */
const MOST_PARSED = 1_000;
const parsed = new Map<string, URI>();

function parsedNow(uri: string): URI {
  const text = wellFormed(uri);
  try {
    const found = URI.parse(text);
    return found.authority !== "" && found.path === "" ? found.with({ path: "/" }) : found;
  } catch {
    return URI.from({ scheme: "invalid", path: `/${text.slice(text.lastIndexOf("/") + 1)}` });
  }
}

/** A text that can be encoded: half a surrogate pair is not a character, and no file has it in its name. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** A URI in the one form in which ours are: clients write `(`, `@`, `+` and others as they are or in percents. */
export function normalUri(uri: string): string {
  return parse(uri).toString();
}

/** Last part of a URI's path. */
export function baseName(uri: string): string {
  return Utils.basename(parse(uri));
}

/** Name of the folder that a file is in. */
export function folderName(uri: string): string {
  return Utils.basename(Utils.dirname(parse(uri)));
}

/** Path of a URI, as a person writes it; what is not well encoded stays as it is. */
export function pathOf(uri: string): string {
  return parse(uri).path;
}

/** URI of the folder that a file is in. */
export function folderOf(uri: string): string {
  return Utils.dirname(parse(uri)).toString();
}

/** URI of a file in a folder; `path` may have folders of its own. */
export function within(folder: string, path: string): string {
  return Utils.joinPath(parse(folder), wellFormed(path)).toString();
}

/** URI of a folder that a person named by its path, absolute or relative to `base`, or by its URI. */
export function folderUri(written: string, base: string | undefined): string {
  const path = wellFormed(written);
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  if (/^[a-z]:[\\/]/i.test(path)) return URI.file(`/${path.replaceAll("\\", "/")}`).toString();
  return path.startsWith("/") || base === undefined ? URI.file(path).toString() : within(base, path);
}

/** Devices and kernel files: they may never end, and contain no configuration. */
const NO_CONFIGURATION = /^file:\/\/\/(?:dev|proc|sys)(?:\/|$)/;

/** Whether files of a folder (URI) can be part of a configuration. */
export function isConfigurationFolder(uri: string): boolean {
  return !NO_CONFIGURATION.test(uri);
}

export interface PathSettings {
  /** URI of a folder that stands for `/`. */
  readonly root?: string | undefined;
  /** URI of the folder of sendmail's m4 library. */
  readonly cfDir?: string | undefined;
  /** The own name of the host whose files these are (`hostname --fqdn`). */
  readonly hostName?: string | undefined;
  /** The version of sendmail that is set, `8.17.1`. */
  readonly targetVersion?: string | undefined;
  /** The own name of this machine: that of the host where files are in its own /etc/mail. */
  readonly machine?: string | undefined;
}

/** Where a configuration keeps its files unless it says otherwise (cf/README, "MAIL_SETTINGS_DIR"). */
export const SETTINGS_FOLDER = "/etc/mail/";

/** The name of the host that a file is for, as it is set; else this machine's own for files of its own, and for no others. */
export function hostNameOf(uri: string, { hostName, machine, root }: PathSettings): string | undefined {
  if (hostName !== undefined && hostName !== "") return hostName;
  return root === undefined && uri.startsWith(`file://${SETTINGS_FOLDER}`) ? machine : undefined;
}

/** A place at which to look for a file. */
export interface Place {
  readonly uri: string;
  readonly bounds: Bounds;
}

/**
 * How far the paths of a configuration may lead: to the root that is set; else to the folder that stands for `/` because the
 * .mc is in an `etc/mail` below it (`/home/me/site/etc/mail/sendmail.mc` has its root in `/home/me/site`); else it is a copy
 * without a root.
 *
 * @param settingsFolder the folder that the configuration keeps its files in
 */
export function boundsOf(mcUri: string, settings: PathSettings, settingsFolder = SETTINGS_FOLDER): Bounds {
  if (settings.root !== undefined) return { kind: "root", root: settings.root };
  const folder = folderOf(mcUri);
  const root = rootOf(folder, settingsFolder) ?? rootOf(folder, SETTINGS_FOLDER);
  return root === undefined ? { kind: "copy", folder } : { kind: "root", root };
}

/**
 * The places at which to look for a file that a .mc names, best first. With a root a path means what it says, below that
 * root. In a copy without one, a file of the same name beside the .mc has to do. The m4 library is looked into for relative
 * paths, as m4 is given its folder.
 *
 * @param written as the .mc names it
 * @param mcUri the .mc that names it
 * @param settingsFolder the folder that the configuration keeps its files in
 */
export function placesOf(
  written: string,
  mcUri: string,
  settingsFolder: string,
  settings: PathSettings,
): readonly Place[] {
  // To the system a second slash is none, to a URI the beginning of a host's name.
  const path = written.replace(/^\/+/, "/");
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "" || path.includes("\0")) return [];
  const bounds = boundsOf(mcUri, settings, settingsFolder);
  const places = bounds.kind === "root" ? [inRoot(path, mcUri, bounds)] : inCopy(path, name, bounds);
  if (!path.startsWith("/") && settings.cfDir !== undefined)
    places.push({ uri: below(settings.cfDir, path), bounds: { kind: "root", root: settings.cfDir } });
  return places;
}

/** A path below a root. One that is relative begins at the .mc; where that lies outside of the root, it stays below its folder. */
function inRoot(path: string, mcUri: string, bounds: Bounds & { kind: "root" }): Place {
  if (path.startsWith("/")) return { uri: below(bounds.root, path), bounds };
  const folder = folderOf(mcUri);
  const inside = pathBelow(bounds.root, folder);
  if (inside === undefined) return { uri: below(folder, path), bounds: { kind: "root", root: folder } };
  return { uri: below(bounds.root, `${inside}/${path}`), bounds };
}

/** A path of a copy: where it says, if that is relative or in the copy's own folder; else by its name in that folder. */
function inCopy(path: string, name: string, bounds: Bounds & { kind: "copy" }): Place[] {
  const { folder } = bounds;
  const uris = [within(folder, name)];
  if (!path.startsWith("/")) uris.unshift(within(folder, path));
  else if (path.startsWith(`${parse(folder).path}/`)) uris.unshift(withPath(folder, normal(path)));
  return [...new Set(uris)].map((uri) => ({ uri, bounds }));
}

/** The folder that stands for `/`, if `folder` is the settings folder below it, or is in that. */
function rootOf(folder: string, settingsFolder: string): string | undefined {
  let end = settingsFolder.length;
  while (settingsFolder.charAt(end - 1) === "/") end--;
  const wanted = settingsFolder.slice(0, end);
  const { path } = parse(folder);
  const at = `${path}/`.lastIndexOf(`${wanted}/`);
  if (!wanted.startsWith("/") || at < 0) return undefined;
  return withPath(folder, path.slice(0, at) || "/");
}

/** True where a path may lead to a URI, as far as its spelling tells. */
export function isWithin(uri: string, bounds: Bounds): boolean {
  if (bounds.kind === "root") return pathBelow(bounds.root, uri) !== undefined;
  const { folder } = bounds;
  const isOwn = (top: string) => parse(uri).scheme === "file" && pathBelow(top, uri) !== undefined;
  return (
    !isOwn(`file://${SETTINGS_FOLDER}`) && (!isOwn(SYSTEM_SETTINGS) || pathBelow(SYSTEM_SETTINGS, folder) !== undefined)
  );
}

/** This machine's own settings, which no copy reads. */
const SYSTEM_SETTINGS = "file:///etc";

/** The path of a URI below a folder, beginning with a slash; undefined where it is not below it. "" for the folder itself. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const [top, found] = [parse(folder), parse(uri)];
  if (top.scheme !== found.scheme || top.authority !== found.authority) return undefined;
  const start = top.path.replace(/\/+$/, "");
  if (found.path === start) return "";
  return found.path.startsWith(`${start}/`) ? found.path.slice(start.length) : undefined;
}

/** URI of a path below a folder; `..` never leads above it. */
function below(folder: string, path: string): string {
  return within(folder, normal(`/${path}`).slice(1));
}

/** An absolute path without `.`, `..` and double slashes. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function withPath(uri: string, path: string): string {
  return parse(uri)
    .with({ path: wellFormed(path), query: "", fragment: "" })
    .toString();
}
