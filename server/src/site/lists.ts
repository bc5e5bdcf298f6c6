// The lists of recipients that a site's tables include: from a path to its table, and from a list to what includes it.
import type { Span } from "../text.ts";
import type { MailSite, TableFile } from "./types.ts";

/** Texts that the lines of a site's tables name, and that are read. */
export const MOST_LISTS = 64;

/** The table of a list; undefined for a path that was not read, and for a file that is something else as well. */
export function listAt(site: MailSite, path: string): TableFile | undefined {
  const found = site.included.get(path);
  if (found?.kind !== "there") return undefined;
  return site.tables.find(({ uri, table }) => uri === found.value.uri && table.kind === "list");
}

/** A line that includes a list. */
export interface Including {
  readonly file: TableFile;
  /** Where the list is named. */
  readonly span: Span;
}

/** The lines of aliases and of other lists that include a list, at most `most`. */
export function includersOf(site: MailSite, uri: string, most: number): readonly Including[] {
  const paths = new Set(
    [...site.included].flatMap(([path, found]) => (found.kind === "there" && found.value.uri === uri ? [path] : [])),
  );
  const found: Including[] = [];
  for (const file of paths.size === 0 ? [] : site.tables)
    for (const { path, span } of site.kinds.table(file.kind).includedBy?.(file.table) ?? [])
      if (paths.has(path) && found.push({ file, span }) >= most) return found;
  return found;
}
