// Where a file that a configuration names may be found.
import { URI, Utils } from "vscode-uri";

/** A URI in its parts. What is none, and a client may send anything, becomes one that names no file. */
function parse(uri: string): URI {
  try {
    return URI.parse(uri);
  } catch {
    return URI.from({ scheme: "invalid", path: `/${uri.slice(uri.lastIndexOf("/") + 1)}` });
  }
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
  return Utils.joinPath(parse(folder), path).toString();
}

/** URI of a folder that a person named by its path, absolute or relative to `base`, or by its URI. */
export function folderUri(path: string, base: string | undefined): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  if (/^[a-z]:[\\/]/i.test(path)) return URI.file(`/${path.replaceAll("\\", "/")}`).toString();
  return path.startsWith("/") || base === undefined ? URI.file(path).toString() : within(base, path);
}

export interface PathSettings {
  /** URI of a folder that stands for `/`. */
  readonly root?: string | undefined;
  /** URI of the folder of sendmail's m4 library. */
  readonly cfDir?: string | undefined;
  /** The own name of the host whose files these are (`hostname --fqdn`). */
  readonly hostName?: string | undefined;
  /** The own name of this machine: that of the host where files lie in its own /etc/mail. */
  readonly machine?: string | undefined;
}

/**
 * The places at which to look for a file, best first: under the site's root, beside the .mc by its name, as it stands.
 *
 * @param written as the .mc names it
 * @param mcUri the .mc that names it
 * @param settingsFolder the folder that the configuration keeps its files in (`/etc/mail/`). A .mc in a folder of that
 *   name tells where its root is: `/home/me/site/etc/mail/sendmail.mc` has its root in `/home/me/site`.
 */
export function placesOf(
  written: string,
  mcUri: string,
  settingsFolder: string,
  settings: PathSettings,
): readonly string[] {
  const places: string[] = [];
  // To the system a second slash is none, to a URI the beginning of a host's name.
  const path = written.replace(/^\/+/, "/");
  const folder = folderOf(mcUri);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "" || path.includes("\0")) return [];
  if (!path.startsWith("/")) {
    places.push(within(folder, path));
    if (settings.cfDir !== undefined) places.push(within(settings.cfDir, path));
  } else {
    if (settings.root !== undefined) places.push(within(settings.root, path));
    const ownRoot = rootOf(folder, settingsFolder);
    if (ownRoot !== undefined) places.push(within(ownRoot, path));
  }
  places.push(within(folder, name));
  if (path.startsWith("/")) places.push(parse(mcUri).with({ path, query: "", fragment: "" }).toString());
  return [...new Set(places)];
}

/** The folder that stands for `/`, if `folder` is the settings folder below it. */
function rootOf(folder: string, settingsFolder: string): string | undefined {
  const uri = parse(folder);
  let end = settingsFolder.length;
  while (settingsFolder.charAt(end - 1) === "/") end--;
  const wanted = settingsFolder.slice(0, end);
  if (!wanted.startsWith("/") || !uri.path.endsWith(wanted)) return undefined;
  return uri.with({ path: uri.path.slice(0, -wanted.length) || "/" }).toString();
}
