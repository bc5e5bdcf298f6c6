// From an edit to the running server: the commands that make sendmail read what was written. They are told, never run by the server.
import { usualMapType } from "../catalog/index.ts";
import type { ServerTask } from "../protocol.ts";
import { compiledState } from "../site/compiled.ts";
import { baseName, folderOf, pathOf, within } from "../site/paths.ts";
import type { KnownPlatform } from "../site/platform.ts";
import type { MailSite, McFile, TableFile } from "../site/types.ts";
import type { FeatureOptions } from "./options.ts";

/** Types of maps that makemap may be told to make: nothing else of a configuration gets into a command. */
const MAP_TYPES: readonly string[] = ["hash", "btree", "dbm", "cdb"];
/** Files below these belong to the machine that has them, and not to a copy. */
const OWN = /^file:\/\/\/etc\//;

/** What can be done for a mail server, in the order in which it is done. */
export function serverTasks(site: MailSite, { library, platform }: FeatureOptions): readonly ServerTask[] {
  const { mc } = site;
  const isOwn = OWN.test(site.id);
  const commands = platform?.platform.commands;
  const folder = folderOf(site.id);
  const cf = mc === undefined ? site.cf?.uri : cfOf(mc);
  const maps = site.tables.flatMap((file) => mapTask(file, site, platform) ?? []);
  const stale = maps.filter(({ isStale }) => isStale);
  const task = (id: string, title: string, command: string, detail: string): ServerTask => ({
    id,
    title,
    command,
    detail,
    folder,
  });
  return [
    ...(mc === undefined || mc.part
      ? []
      : [
          task(
            "build",
            `build ${baseName(cfOf(mc))}`,
            buildCommand(mc, library === undefined ? platform?.platform.library : pathOf(library.uri)),
            "m4 makes it; it takes the place of the old one only if m4 succeeds",
          ),
        ]),
    ...maps.map(({ id, title, command }) => task(id, title, command, "makemap makes the database that sendmail reads")),
    ...(stale.length > 1
      ? [
          task(
            "stale",
            `rebuild ${stale.length} maps that changed`,
            stale.map(({ command }) => command).join(" && "),
            "those whose text is newer than the database",
          ),
        ]
      : []),
    ...(isOwn && site.tables.some(({ kind }) => site.kinds.table(kind).compiled?.by === "newaliases")
      ? [task("aliases", "rebuild the aliases", commands?.aliases ?? "newaliases", "makes the database of the aliases")]
      : []),
    ...(cf === undefined
      ? []
      : [
          task(
            "check",
            `check ${baseName(cf)}`,
            `sendmail -bt -C ${quoted(pathOf(cf))} < /dev/null`,
            "sendmail reads it in its test mode, and says what is wrong",
          ),
        ]),
    ...(isOwn && commands !== undefined
      ? [
          task("all", "rebuild everything", commands.rebuild, `as ${platform?.platform.title} does it`),
          task(
            "restart",
            "restart sendmail",
            commands.restart,
            platform?.platform.notes?.start?.replaceAll("`", "") ?? "from then on it obeys the new configuration",
          ),
        ]
      : []),
  ];
}

/** The task that brings what is compiled from a table up to date; undefined where nothing is to be done, or the file is none. */
export function staleTask(site: MailSite, uri: string): string | undefined {
  const file = site.tables.find((one) => one.uri === uri);
  if (file === undefined || !isOutdated(file, site)) return undefined;
  if (site.kinds.table(file.kind).compiled?.by === "newaliases") return OWN.test(site.id) ? "aliases" : undefined;
  return mapTask(file, site)?.id;
}

/** Whether its database is older than the text, or none that sendmail opens. */
function isOutdated(file: TableFile, site: MailSite): boolean {
  const state = compiledState(file, site);
  return state === "stale" || state === "unusable";
}

interface MapTask {
  readonly id: string;
  readonly title: string;
  readonly command: string;
  readonly isStale: boolean;
}

/** A table that no configuration names is made of the type that is usual on its system. */
function mapTask(file: TableFile, site: MailSite, known?: KnownPlatform): MapTask | undefined {
  const { compiled } = site.kinds.table(file.kind);
  const usual = known && usualMapType(known.platform);
  const type = (file.naming?.mapType ?? usual ?? "hash").toLowerCase();
  if (compiled?.by !== "makemap" || !MAP_TYPES.includes(type) || !file.uri.startsWith("file:")) return undefined;
  const path = quoted(pathOf(file.uri));
  return {
    id: `map:${baseName(file.uri)}`,
    title: `rebuild ${baseName(file.uri)}`,
    command: `makemap ${type} ${path} < ${path}`,
    isStale: isOutdated(file, site),
  };
}

function cfOf({ uri }: McFile): string {
  return within(folderOf(uri), `${baseName(uri).replace(/\.mc$/, "")}.cf`);
}

/** Where nobody knows the system, Debian's place is as good as another. */
const USUAL_LIBRARY = "/usr/share/sendmail/cf";

/** @param library path of the folder that has m4/cf.m4 */
function buildCommand(mc: McFile, library = USUAL_LIBRARY): string {
  const [source, target] = [pathOf(mc.uri), pathOf(cfOf(mc))];
  const first = mc.config.includesLibrary ? "" : `${quoted(`${library}/m4/cf.m4`)} `;
  const made = quoted(`${target}.new`);
  return `m4 ${first}${quoted(source)} > ${made} && mv ${made} ${quoted(target)}`;
}

/** A path as one word for a POSIX shell. */
function quoted(path: string): string {
  return /^[\w./+@%-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
