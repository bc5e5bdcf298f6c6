// The files that decide whether and how a system starts sendmail's daemon: where they are, and which of them counts where two say something else.
import type { TextDocument } from "../text.ts";
import { baseName, folderOf } from "./paths.ts";

/** Files of variables and scripts, in the order in which systems read them: the last word counts. */
const FILES: readonly string[] = [
  "/etc/mail/sendmail.conf",
  "/etc/default/sendmail",
  "/etc/sysconfig/sendmail",
  "/etc/defaults/rc.conf",
  "/etc/rc.conf",
  "/etc/rc.conf.local",
  "/etc/rc.conf.d/sendmail",
  "/etc/rc.tcpip",
  "/etc/rc.d/rc.sendmail",
];

/** Where systemd looks for a unit; of two files of a name the one in the later folder counts. */
const UNIT_FOLDERS: readonly string[] = ["/lib/systemd/system", "/usr/lib/systemd/system", "/etc/systemd/system"];
const UNIT = "sendmail.service";

/** All of them by their paths, but for the parts of the unit. */
export const STARTUP_FILES: readonly string[] = [...FILES, ...UNIT_FOLDERS.map((folder) => `${folder}/${UNIT}`)];

/** Folders whose `*.conf` add to the unit, or change it. */
export const STARTUP_FOLDERS: readonly string[] = UNIT_FOLDERS.map((folder) => `${folder}/${UNIT}.d`);

/** True for the name of a file that systemd reads in one of these folders. */
export function isUnitPart(name: string): boolean {
  return /^[^.].*\.conf$/.test(name);
}

/** True for the URI of a file that decides on the daemon. */
export function isStartupFile(uri: string): boolean {
  return rank(uri) >= 0 || isPartOfUnit(uri);
}

const rank = (uri: string) => STARTUP_FILES.findLastIndex((path) => uri.endsWith(path));

const isPartOfUnit = (uri: string) =>
  isUnitPart(baseName(uri)) && STARTUP_FOLDERS.some((folder) => folderOf(uri).endsWith(folder));

/** A startup file of a site, by its URI. */
export type StartupDocument = readonly [uri: string, document: TextDocument];

/** What the files are that count, each group in its order. */
export interface StartupDocuments {
  /** Variables and scripts. */
  readonly files: readonly StartupDocument[];
  /** The unit of systemd, then what changes it; [] where there is none. */
  readonly unit: readonly StartupDocument[];
}

/** The startup files among a site's documents. */
export function startupDocuments(documents: ReadonlyMap<string, TextDocument>): StartupDocuments {
  const found = [...documents].filter(([uri]) => isStartupFile(uri));
  const isUnit = (uri: string) => baseName(uri) === UNIT;
  const files = found.filter(([uri]) => !isUnit(uri) && rank(uri) >= 0);
  const unit = found.filter(([uri]) => isUnit(uri)).sort(([one], [other]) => rank(one) - rank(other));
  const parts = found.filter(([uri]) => isPartOfUnit(uri)).sort(([one], [other]) => byFolder(one) - byFolder(other));
  const last = new Map(parts.map((part) => [baseName(part[0]), part]));
  const inOrder = [...last].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
  return {
    files: files.sort(([one], [other]) => rank(one) - rank(other)),
    unit: [...unit.slice(-1), ...inOrder],
  };
}

const byFolder = (uri: string) => STARTUP_FOLDERS.findLastIndex((folder) => folderOf(uri).endsWith(folder));
