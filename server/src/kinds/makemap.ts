// Files that makemap compiles, as a configuration names them.
import type { MailConfig, MapDeclaration } from "../mc/types.ts";
import type { TableKindName } from "./names.ts";
import type { Compiled, NamedFile } from "./types.ts";

/** Map types whose file makemap writes from a text of the same name. */
const FILE_MAPS: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "implicit"]);

/** What the name of a map of some type ends in. */
const SUFFIXES: Readonly<Record<string, string>> = { hash: ".db", btree: ".db", dbm: ".pag", cdb: ".cdb" };

/** What the name of a compiled table ends in, by the type of the map that the configuration declares. */
export function compiledSuffix({ suffix }: Compiled, naming: NamedFile | undefined): string {
  return SUFFIXES[naming?.mapType ?? ""] ?? suffix;
}

/** The text that a map is made from, where its type has one: the file of the specification, without its suffix. */
export function textOfMap(
  kind: TableKindName,
  declared: Pick<MapDeclaration, "map" | "span"> | undefined,
): readonly NamedFile[] {
  const map = declared?.map;
  if (declared === undefined || map === undefined || !FILE_MAPS.has(map.type) || map.file === "") return [];
  return [
    {
      kind,
      className: undefined,
      path: map.file.replace(/\.(?:db|cdb|pag|dir)$/, ""),
      format: undefined,
      mapType: map.type,
      optional: map.flags.some(({ letter }) => letter === "o"),
      span: map.fileSpan ?? declared.span,
    },
  ];
}

/** The text of the map that has this name in the .cf (`mailertable`, `virtuser`), declared by a feature or a `K` line. */
export function textOfMapNamed(kind: TableKindName, name: string, config: MailConfig): readonly NamedFile[] {
  return textOfMap(kind, config.map(name));
}
