// Files that makemap compiles, as a configuration names them.
import type { CfMap } from "../cf/types.ts";
import type { MapDeclaration } from "../mc/types.ts";
import { type Configuration, isCf } from "./configuration.ts";
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

/** A map, as a feature or a `K` line declares it. */
interface Declared extends Pick<MapDeclaration, "span"> {
  readonly map: Pick<MapDeclaration["map"], "type" | "file" | "fileSpan"> & {
    readonly flags: readonly { readonly letter: string }[];
  };
}

/** The text that a map is made from, where its type has one: the file of the specification, without its suffix. */
export function textOfMap(kind: TableKindName, declared: Declared | undefined): readonly NamedFile[] {
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
export function textOfMapNamed(kind: TableKindName, name: string, config: Configuration): readonly NamedFile[] {
  return textOfMap(kind, isCf(config) ? declaredIn(config.maps.get(name)) : config.map(name));
}

/** A `K` line of a .cf. */
function declaredIn(map: CfMap | undefined): Declared | undefined {
  const span = map?.place?.value;
  if (map === undefined || span === undefined) return undefined;
  return { map: { type: map.type, flags: map.flags, file: map.argument, fileSpan: undefined }, span };
}
