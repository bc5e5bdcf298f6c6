// Whether what makemap or newaliases made of a text is there, and as new as the text.
import type { Compiled } from "../kinds/index.ts";
import { baseName } from "./paths.ts";
import type { MailSite, TableFile } from "./types.ts";

/** Milliseconds: copying and unpacking give files of the same moment times that differ a little. */
export const SLACK = 1000;

/** `missing` also where the files of a server are only partly here. Undefined for texts that sendmail reads itself. */
export type CompiledState = "fresh" | "stale" | "missing" | undefined;

/** The state of what is compiled from a table. */
export function compiledState({ kind, compiled, modified }: TableFile, site: MailSite): CompiledState {
  const own = site.kinds.table(kind).compiled;
  if (own === undefined) return undefined;
  if (compiled === undefined) return "missing";
  return modified !== undefined && compiled.modified + SLACK <= modified ? "stale" : "fresh";
}

/** The command that compiles a table, as an administrator types it; undefined for texts that sendmail reads itself. */
export function compileCommand(file: TableFile, site: MailSite): string | undefined {
  const { compiled } = site.kinds.table(file.kind);
  const { path = `/etc/mail/${baseName(file.uri)}`, mapType } = file.naming ?? {};
  return compiled && commandFor(compiled, path, mapType);
}

/** As `compileCommand`, for a text of this path. */
export function commandFor({ by }: Compiled, path: string, mapType = "hash"): string {
  return by === "newaliases" ? "newaliases" : `makemap ${mapType} ${path} < ${path}`;
}
