// Whether what makemap or newaliases made of a text is there, as new as the text, and of a form that sendmail opens.
import type { PlatformFamily } from "../catalog/index.ts";
import type { Compiled } from "../kinds/index.ts";
import { homeOf } from "./home.ts";
import { baseName } from "./paths.ts";
import type { MailSite, TableFile } from "./types.ts";

/** Milliseconds: copying and unpacking give files of the same moment times that differ a little. */
export const SLACK = 1000;

/**
 * `missing` also where the files of a server are only partly here; `unusable`: sendmail cannot open it as the map that it is named
 * as. Undefined for texts that sendmail reads itself.
 */
export type CompiledState = "fresh" | "stale" | "missing" | "unusable" | undefined;

/** What compiles a table; undefined for texts that sendmail reads itself. */
function compilerOf({ kind, naming }: TableFile, site: MailSite): Compiled | undefined {
  return naming?.columns === undefined ? site.kinds.table(kind).compiled : undefined;
}

/** The state of what is compiled from a table. */
export function compiledState(file: TableFile, site: MailSite): CompiledState {
  const { compiled, modified } = file;
  if (compilerOf(file, site) === undefined) return undefined;
  if (compiled === undefined) return "missing";
  if (faultOf(file) !== undefined) return "unusable";
  return modified !== undefined && compiled.modified + SLACK <= modified ? "stale" : "fresh";
}

/** The oldest format of each type that Berkeley DB 5.3 opens, and the newest. */
const OLDEST = { hash: 7, btree: 8 };
const NEWEST = 9;

/**
 * What keeps sendmail from opening a database, as the end of "the one there is"; undefined where nothing does, or nobody can tell.
 *
 * @param family of the system; only of Debian's it is known which Berkeley DB sendmail is built with
 */
function faultOf({ compiled, naming }: TableFile, family?: PlatformFamily): string | undefined {
  const { format } = compiled ?? {};
  if (format === "empty") return "empty";
  const type = naming?.mapType?.toLowerCase();
  if (format === undefined || (type !== "hash" && type !== "btree")) return undefined;
  if (format.type !== type) return `${format.type}, not ${type}`;
  const { version } = format;
  if (family !== "debian") return undefined;
  return version < OLDEST[type] ? "too old" : version > NEWEST ? "too new" : undefined;
}

/**
 * Why sendmail reads nothing of a table that it needs a database of, as a clause; undefined where it reads it, and where it may
 * well be that not all files of the server are here.
 */
function whyUnmade(file: TableFile, site: MailSite, family: PlatformFamily | undefined): string | undefined {
  const home = homeOf(site);
  const { naming } = file;
  // Without a class (`implicit`) sendmail searches the text where there is no database.
  if (home === undefined || naming === undefined || naming.mapType === "implicit") return undefined;
  if (!naming.path.startsWith(home.folder)) return undefined;
  // A copy seldom has the databases; where it has one, it should have the others.
  if (!home.isLive && !site.tables.some(({ compiled }) => compiled !== undefined)) return undefined;
  if (compiledState(file, site) === "missing") return "there is none";
  const fault = faultOf(file, family);
  return fault && `the one there is ${fault}`;
}

/**
 * What it means that sendmail reads nothing of such a table: what it is, and what happens until it is compiled, a sentence each.
 * Undefined where there is nothing to say.
 */
export function unmadeText(
  file: TableFile,
  site: MailSite,
  { name = "this file", family }: { readonly name?: string; readonly family?: PlatformFamily | undefined } = {},
): { readonly what: string; readonly until: string } | undefined {
  const why = whyUnmade(file, site, family);
  const compiled = compilerOf(file, site);
  if (why === undefined || compiled === undefined) return undefined;
  const effect = file.naming?.optional ? "sendmail works without it, as if it were empty" : compiled.missing;
  return {
    what: `sendmail reads a map of ${name}, and ${why}.`,
    until: `Until ${compileCommand(file, site)} is run, ${effect}.`,
  };
}

/** The command that compiles a table, as an administrator types it; undefined for texts that sendmail reads itself. */
export function compileCommand(file: TableFile, site: MailSite): string | undefined {
  const compiled = compilerOf(file, site);
  const { path = `/etc/mail/${baseName(file.uri)}`, mapType } = file.naming ?? {};
  return compiled && commandFor(compiled, path, mapType);
}

/** As `compileCommand`, for a text of this path. */
export function commandFor({ by }: Compiled, path: string, mapType = "hash"): string {
  return by === "newaliases" ? "newaliases" : `makemap ${mapType} ${path} < ${path}`;
}
