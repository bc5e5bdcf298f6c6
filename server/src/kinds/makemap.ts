// Files that makemap compiles, or that sendmail searches itself (`text`), as a configuration names them.
import type { CfMap } from "../cf/types.ts";
import type { MapDeclaration } from "../mc/types.ts";
import type { Columns } from "../tables/index.ts";
import { type Configuration, isCf } from "./configuration.ts";
import type { TableKindName } from "./names.ts";
import type { Compiled, NamedFile } from "./types.ts";

/** Map types whose file makemap writes from a text of the same name, and the one that is a text. */
const FILE_MAPS: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "implicit", "text"]);

/** What the name of a map of some type ends in. */
const SUFFIXES: Readonly<Record<string, string>> = { hash: ".db", btree: ".db", dbm: ".pag", cdb: ".cdb" };

/** What the name of a compiled table ends in, by the type of the map that the configuration declares. */
export function compiledSuffix({ suffix }: Compiled, naming: NamedFile | undefined): string {
  return SUFFIXES[naming?.mapType ?? ""] ?? suffix;
}

/** A map, as a feature or a `K` line declares it. */
interface Declared extends Pick<MapDeclaration, "span"> {
  readonly map: Pick<MapDeclaration["map"], "type" | "file" | "fileSpan"> & {
    readonly flags: readonly { readonly letter: string; readonly value?: string | undefined }[];
  };
}

/** The columns that flags of a text map name; undefined where sendmail refuses them. */
export function columnsIn(flags: Declared["map"]["flags"]): Columns | undefined {
  const last = (letter: string) => flags.findLast((one) => one.letter === letter)?.value?.trim();
  const [key = "0", value = "0", delimiter] = [last("k"), last("v"), last("z")];
  if (!/^\d/.test(key) || !/^\d/.test(value)) return undefined;
  return { key: Number.parseInt(key, 10), value: Number.parseInt(value, 10), ...(delimiter ? { delimiter } : {}) };
}

/** The text that a map is made from, where its type has one: the file of the specification, without its suffix. */
export function textOfMap(kind: TableKindName, declared: Declared | undefined): readonly NamedFile[] {
  const map = declared?.map;
  if (declared === undefined || map === undefined || !FILE_MAPS.has(map.type) || map.file === "") return [];
  const isText = map.type === "text";
  const columns = isText ? columnsIn(map.flags) : undefined;
  if (isText && columns === undefined) return [];
  return [
    {
      kind,
      className: undefined,
      path: isText ? map.file : map.file.replace(/\.(?:db|cdb|pag|dir)$/, ""),
      format: undefined,
      mapType: map.type,
      columns,
      optional: map.flags.some(({ letter }) => letter === "o"),
      span: map.fileSpan ?? declared.span,
    },
  ];
}

/**
 * The texts of the map that has this name in the .cf (`mailertable`, `virtuser`), declared by a feature or a `K` line: one, or those of
 * the members of a sequence.
 */
export function textOfMapNamed(kind: TableKindName, name: string, config: Configuration): readonly NamedFile[] {
  const seen = new Set<string>();
  const textsOf = (one: string): readonly NamedFile[] => {
    if (one === "" || seen.has(one)) return [];
    seen.add(one);
    const [declared, members] = declaredAs(one, config);
    return declared?.map.type === "sequence" ? members.split(/[^\w.]+/).flatMap(textsOf) : textOfMap(kind, declared);
  };
  return textsOf(name);
}

/** A map with what comes after its type: of a sequence the names of its members. */
function declaredAs(name: string, config: Configuration): readonly [Declared | undefined, string] {
  if (!isCf(config)) {
    const found = config.map(name);
    return [found, found?.map.spec.text.trim().replace(/^\S+/, "") ?? ""];
  }
  const found = config.maps.get(name);
  return [declaredIn(found), found?.spec ?? ""];
}

/** A `K` line of a .cf. */
function declaredIn(map: CfMap | undefined): Declared | undefined {
  const span = map?.place?.value;
  if (map === undefined || span === undefined) return undefined;
  return { map: { type: map.type, flags: map.flags, file: map.argument, fileSpan: undefined }, span };
}
